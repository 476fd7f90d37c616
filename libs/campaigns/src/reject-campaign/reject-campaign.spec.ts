import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { campaignRejected } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { rejectCampaign } from './reject-campaign.js'

describe('reject campaign', () => {
  const fair = { campaign: 'fair' }
  const rejected = campaignRejected({ campaign: 'fair', reason: 'no' })

  it('rejects a submitted plan for good', () => {
    given(past.drafted(), past.submitted())
      .when(rejectCampaign, fair, { reason: 'no' }, { actor: 'alex' })
      .then(rejected)
  })

  it('says nothing the second time', () => {
    given(past.drafted(), past.submitted(), rejected).when(rejectCampaign, fair, { reason: 'no' }).saysNothing()
  })

  it('refuses the writer, and what was not submitted', () => {
    given(past.drafted(), past.submitted())
      .when(rejectCampaign, fair, { reason: 'no' }, { actor: 'pat' })
      .refused('four-eyes')
    given(...until.approved())
      .when(rejectCampaign, fair, { reason: 'no' })
      .refused('campaign-approved')
  })
})
