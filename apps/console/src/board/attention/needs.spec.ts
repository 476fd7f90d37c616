import { describe, expect, it } from '@jest/globals'
import type { CampaignCard } from '../../campaign/use-campaigns.js'
import { needsOf } from './needs.js'

const card = (more: Partial<CampaignCard> = {}) =>
  ({
    campaign: 'fair',
    phase: 'running',
    amendmentPending: false,
    spent: 0,
    committed: 0,
    budget: 10,
    remaining: 10,
    ...more,
  }) as CampaignCard
const said = (...given: Parameters<typeof needsOf>) => needsOf(...given).map((one) => one.said)

describe('what needs somebody in a campaign', () => {
  it('is nothing, as a rule', () => {
    expect(needsOf(card(), undefined, [])).toEqual([])
  })

  it('is all that waits, that costs more than planned and that lags behind, the most pressing first', () => {
    const waiting = { campaign: 'fair', offers: { count: 2, firstExpiresAt: '2027-03-01T09:00:00Z' }, parked: 3 }
    const late = [{ indicator: 'registered', reached: 12, value: 60, expected: 40 }] as const
    expect(said(card({ amendmentPending: true, spent: 11, remaining: -1 }), waiting, late)).toEqual([
      'Figures wait: 3 parked',
      'A change waits for approval',
      'Offers end within a day: 2',
      'More spent than planned',
      'Registered: 12 of 60',
    ])
    expect(said(card({ phase: 'submitted' }), undefined, [])).toEqual(['Waits for approval'])
    expect(needsOf(card(), undefined, late)[0]?.about).toBe('By now 40 were to be expected.')
  })

  it('leads to where something can be done about it', () => {
    const waiting = { campaign: 'fair', offers: { count: 2, firstExpiresAt: '2027-03-01T09:00:00Z' }, parked: 3 }
    const late = [{ indicator: 'registered', reached: 12, value: 60, expected: 40 }] as const
    const places = needsOf(card({ amendmentPending: true, spent: 11, remaining: -1 }), waiting, late).map(
      ({ to }) => to,
    )
    expect(places).toEqual([
      '/operations',
      '/campaigns/fair',
      '/campaigns/fair/desk',
      '/campaigns/fair#budget',
      '/campaigns/fair/funnel',
    ])
    expect(needsOf(card({ phase: 'submitted' }), undefined, []).map(({ to }) => to)).toEqual(['/campaigns/fair'])
  })

  it('says whether too much is spent, or would be with what is committed', () => {
    expect(said(card({ spent: 10, remaining: 0 }), undefined, [])).toEqual([])
    expect(said(card({ spent: 10, remaining: -1 }), undefined, [])).toEqual(['More spent and committed than planned'])
    expect(said(card({ spent: 11, remaining: -2 }), undefined, [])).toEqual(['More spent than planned'])
  })

  it('says where a campaign is over and money is committed still', () => {
    const marked = (more: Partial<CampaignCard>) => needsOf(card(more), undefined, [])
    for (const phase of ['held', 'cancelled'] as const)
      expect(marked({ phase, committed: 5 })).toEqual([
        { said: 'It is over, and money is still committed', to: '/campaigns/fair#budget' },
      ])
    expect(marked({ phase: 'held', committed: 0 })).toEqual([])
    expect(marked({ phase: 'underway', committed: 5 })).toEqual([])
  })

  it('says that there are more offers than were counted', () => {
    const offers = { count: 1_000, more: true as const, firstExpiresAt: '2027-03-01T09:00:00Z' }
    expect(said(card(), { campaign: 'fair', offers }, [])[0]).toMatch(/1.000\+$/)
  })
})
