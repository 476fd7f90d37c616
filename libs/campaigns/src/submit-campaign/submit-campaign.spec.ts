import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { past, until } from '../../testing/index.js'
import { submitCampaign } from './submit-campaign.js'

describe('submit campaign', () => {
  const fair = { campaign: 'fair' }

  it('submits the plan as it stands, by its digest', () => {
    given(past.drafted()).when(submitCampaign, fair, {}).then(past.submitted())
  })

  it('says nothing the second time', () => {
    given(past.drafted(), past.submitted()).when(submitCampaign, fair, {}).saysNothing()
  })

  it('refuses what is no draft', () => {
    given().when(submitCampaign, fair, {}).refused('campaign-unknown')
    given(...until.approved())
      .when(submitCampaign, fair, {})
      .refused('campaign-approved')
    given(past.drafted(), past.cancelled()).when(submitCampaign, fair, {}).refused('campaign-cancelled')
  })
})
