import { describe, expect, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { aPlan, past, until } from '../../testing/index.js'
import { draftCampaign } from './draft-campaign.js'

describe('draft campaign (P01)', () => {
  const fair = { campaign: 'fair' }

  it('records the plan and who drew it up', () => {
    given().when(draftCampaign, fair, { plan: aPlan() }).then(past.drafted())
  })

  it('says nothing when the same draft comes again', () => {
    given(past.drafted()).when(draftCampaign, fair, { plan: aPlan() }).saysNothing()
  })

  it('refuses another plan under the same id', () => {
    given(past.drafted())
      .when(draftCampaign, fair, { plan: aPlan({ name: 'Other' }) })
      .refused('campaign-exists')
    given(...until.approved())
      .when(draftCampaign, fair, { plan: aPlan() })
      .refused('campaign-exists', { phase: 'approved' })
  })

  it.each([
    ['plan.period.to', { period: { from: '2027-03-03', to: '2027-03-01', zone: 'UTC' } }],
    ['plan.parent', { parent: 'fair' }],
    [
      'plan.budget.1.id',
      {
        budget: [
          { id: 'a', name: 'A', amount: 1 },
          { id: 'a', name: 'B', amount: 2 },
        ],
      },
    ],
    [
      'plan.milestones.1.id',
      { milestones: [1, 2].map(() => ({ id: 'm', name: 'M', due: '2027-01-01', owner: 'pat' })) },
    ],
    ['plan.targetGroups.1.id', { targetGroups: [1, 2].map(() => ({ id: 'g', name: 'G', channel: 'sms' as const })) }],
  ])('refuses a plan that contradicts itself in %s', (field, changes) => {
    const { outcome } = given().when(draftCampaign, fair, { plan: aPlan(changes) })
    const { refused, details } = outcome as unknown as { refused: string; details: { problems: { field: string }[] } }
    expect([refused, details.problems.map((one) => one.field)]).toEqual(['plan-contradicts-itself', [field]])
  })
})
