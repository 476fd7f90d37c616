import { describe, expect, it } from '@jest/globals'
import type { CampaignCard } from '../../campaign/use-campaigns.js'
import { behind } from './behind.js'

const card = (more: Partial<CampaignCard> = {}) =>
  ({
    campaign: 'fair',
    phase: 'running',
    period: { from: '2027-03-11', to: '2027-03-12', zone: 'UTC' },
    begunAt: '2027-03-01T00:00:00Z',
    targets: [
      { indicator: 'registered', value: 100 },
      { indicator: 'attended', value: 60 },
    ],
    ...more,
  }) as CampaignCard
const stages = (registered: number, attended = 0) =>
  [
    { name: 'registered', count: registered, beside: 0 },
    { name: 'attended', count: attended, beside: 0 },
  ] as never
const day = (at: string) => Date.parse(`2027-03-${at}T00:00:00Z`)
const late = (...given: Parameters<typeof behind>) => behind(...given).map(({ indicator }) => indicator)

describe('what of the targets lags behind', () => {
  it('is what came less than evenly, beyond a tolerance of a fifth', () => {
    const half = day('06')
    expect(behind(card({ targets: [{ indicator: 'registered', value: 100 }] }), stages(39), half)).toEqual([
      { indicator: 'registered', reached: 39, value: 100, expected: 50 },
    ])
    expect(late(card(), stages(40, 20), half)).toEqual([])
  })

  it('must all be there once the time is over: before the campaign, or until its end', () => {
    expect(late(card(), stages(99, 60), day('11'))).toEqual(['registered'])
    expect(late(card({ phase: 'underway' }), stages(100, 59), day('12'))).toEqual([])
    expect(late(card({ phase: 'underway' }), stages(100, 59), day('13'))).toEqual(['attended'])
    expect(late(card({ phase: 'held' }), stages(100, 59), day('11'))).toEqual(['attended'])
  })

  it('is due at midnight of the zone in which the plan reckons its days', () => {
    const period = { from: '2027-03-11', to: '2027-03-12', zone: 'Europe/Vienna' }
    const at = (time: string) => Date.parse(`2027-03-${time}Z`)
    const due = (zone: string, time: string) =>
      late(card({ period: { ...period, zone } }), stages(99, 60), at(time)).length > 0
    expect([due('Europe/Vienna', '10T22:59'), due('Europe/Vienna', '10T23:00')]).toEqual([false, true])
    expect([due('America/New_York', '11T04:59'), due('America/New_York', '11T05:00')]).toEqual([false, true])
    const ended = (time: string) =>
      late(card({ phase: 'underway', period }), stages(100, 59), at(time)).includes('attended')
    expect([ended('12T22:59'), ended('12T23:00')]).toEqual([false, true])
  })

  it('counts those who came in another order, and says nothing of what no stage counts', () => {
    const beside = [{ name: 'registered', count: 90, beside: 10 }] as never
    expect(late(card({ phase: 'held' }), beside, day('20'))).toEqual([])
  })

  it.each([
    ['before it has begun', card({ phase: 'approved', begunAt: undefined as never })],
    ['while it is written', card({ phase: 'draft' })],
    ['once it is evaluated', card({ phase: 'evaluated' })],
    [
      'at its very beginning',
      card({ begunAt: '2027-03-20T00:00:00Z', period: { from: '2027-04-01', to: '2027-04-02', zone: 'UTC' } }),
    ],
  ])('is nothing %s', (_, one) => {
    expect(behind(one, stages(0), day('20'))).toEqual([])
  })
})
