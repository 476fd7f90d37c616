import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { campaignTakenOver } from '../campaign/campaign.events.js'
import { aPlan, past } from '../../testing/index.js'
import { evaluateCampaign } from '../evaluate-campaign/evaluate-campaign.js'
import { takeOverCampaign } from './take-over-campaign.js'

describe('take over campaign', () => {
  const fair = { campaign: 'fair' }
  const command = { plan: aPlan(), phase: 'held' as const, source: 'crm export' }
  const taken = campaignTakenOver({ campaign: 'fair', ...command })

  it('says where it comes from and pretends no approval', () => {
    given().when(takeOverCampaign, fair, command).then(taken)
  })

  it('says nothing the second time, and refuses an id that is taken', () => {
    given(taken).when(takeOverCampaign, fair, command).saysNothing()
    given(past.drafted()).when(takeOverCampaign, fair, command).refused('campaign-exists')
  })

  it('goes on from the phase that it had come to', () => {
    given(taken)
      .when(evaluateCampaign, fair, { conclusion: 'late', goalsMet: false })
      .then({
        type: 'CampaignEvaluated',
        data: { campaign: 'fair', conclusion: 'late', goalsMet: false, spent: 0, budget: 1_250_000, currency: 'EUR' },
      })
  })
})
