import { describe, expect, it } from '@jest/globals'
import { asked, momentInAddress, withMoment } from './moment.js'

const moment = '2027-05-01T00:00:00.000Z'

describe('a moment of the past', () => {
  it('stands in the address of the page, where it is one', () => {
    expect([`?knownAt=${moment}&a=1`, '?knownAt=soon', ''].map((search) => momentInAddress(search))).toEqual([
      moment,
      undefined,
      undefined,
    ])
  })

  it('goes along to every other screen', () => {
    expect(withMoment('/value?asOf=2027-01-01', moment)).toBe(
      '/value?asOf=2027-01-01&knownAt=2027-05-01T00%3A00%3A00.000Z',
    )
    expect(withMoment('/value?knownAt=2020-01-01', moment)).toBe('/value?knownAt=2020-01-01')
    expect(withMoment('/campaigns/fair#budget', moment)).toBe(
      '/campaigns/fair?knownAt=2027-05-01T00%3A00%3A00.000Z#budget',
    )
    expect(withMoment('/value', undefined)).toBe('/value')
  })

  it('is asked of the views, and of nothing that only knows the present', () => {
    expect(asked('http://here/v1/campaigns?limit=9&minPosition=7', moment)).toBe(
      'http://here/v1/campaigns?limit=9&knownAt=2027-05-01T00%3A00%3A00.000Z',
    )
    expect(asked('/v1/what-if/campaigns/fair/funnel?stages=invited', moment)).toContain('&knownAt=2027')
    expect(asked('/v1/funnels?campaigns=fair', moment)).toContain('&knownAt=2027')
    expect(asked('/v1/audit/history?order=newest', moment)).toContain('&knownAt=2027')
    expect(asked('/v1/policies', moment)).toContain('?knownAt=2027')
    for (const now of [
      '/v1/audit/history/7/causes',
      '/v1/work?campaign=fair',
      '/v1/audit/log',
      '/v1/campaignsx',
      '/session',
    ])
      expect(asked(now, moment)).toBe(now)
    expect(asked('/v1/campaigns?minPosition=7', undefined)).toBe('/v1/campaigns?minPosition=7')
  })
})
