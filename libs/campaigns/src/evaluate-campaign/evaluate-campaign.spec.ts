import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { campaignEvaluated } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { evaluateCampaign } from './evaluate-campaign.js'

describe('evaluate campaign (E14)', () => {
  const fair = { campaign: 'fair' }
  const judgement = { conclusion: 'good', goalsMet: true }

  it('closes the campaign with the money as it stands', () => {
    const figures = { spent: 500, budget: 1_250_000, currency: 'EUR' }
    given(...until.held(), past.cost())
      .when(evaluateCampaign, fair, judgement)
      .then(campaignEvaluated({ campaign: 'fair', ...judgement, ...figures }))
  })

  it('says nothing the second time', () => {
    given(...until.evaluated())
      .when(evaluateCampaign, fair, judgement)
      .saysNothing()
  })

  it('is not given anew: another judgement is refused', () => {
    given(...until.evaluated())
      .when(evaluateCampaign, fair, { ...judgement, goalsMet: false })
      .refused('campaign-evaluated')
  })

  it('refuses while money is committed that is neither settled nor released (P07)', () => {
    given(...until.held(), past.committed())
      .when(evaluateCampaign, fair, judgement)
      .refused('commitments-open')
    const figures = { budget: 1_250_000, currency: 'EUR' }
    given(...until.held(), past.committed(), past.released())
      .when(evaluateCampaign, fair, judgement)
      .then(campaignEvaluated({ campaign: 'fair', ...judgement, spent: 0, ...figures }))
    given(...until.held(), past.committed(), past.cost(500, { commitment: 'order-1' }))
      .when(evaluateCampaign, fair, judgement)
      .then(campaignEvaluated({ campaign: 'fair', ...judgement, spent: 500, ...figures }))
  })

  it('refuses before the campaign was held, and while an amendment waits', () => {
    given(...until.underway())
      .when(evaluateCampaign, fair, judgement)
      .refused('campaign-underway')
    given(...until.underway(), past.amended(), past.finished())
      .when(evaluateCampaign, fair, judgement)
      .refused('amendment-pending')
  })
})
