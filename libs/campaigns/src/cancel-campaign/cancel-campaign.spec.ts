import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { campaignCancelled } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { cancelCampaign } from './cancel-campaign.js'

describe('cancel campaign', () => {
  const fair = { campaign: 'fair' }
  const flood = { reason: 'flood' }

  it.each([
    ['draft', [past.drafted()]],
    ['submitted', [past.drafted(), past.submitted()]],
    ['approved', until.approved()],
    ['running', until.running()],
    ['underway', until.underway()],
    ['held', until.held()],
  ])('cancels from %s, with the reason', (phase, before) => {
    given(...before)
      .when(cancelCampaign, fair, flood)
      .then(campaignCancelled({ campaign: 'fair', ...flood, phase }))
  })

  it('says nothing the second time', () => {
    given(past.drafted(), past.cancelled()).when(cancelCampaign, fair, flood).saysNothing()
  })

  it('refuses what was evaluated, and what nobody planned', () => {
    given(...until.evaluated())
      .when(cancelCampaign, fair, flood)
      .refused('campaign-evaluated')
    given().when(cancelCampaign, fair, flood).refused('campaign-unknown')
  })
})
