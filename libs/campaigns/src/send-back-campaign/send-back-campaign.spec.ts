import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { amendmentSentBack, campaignSentBack } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { sendBackCampaign } from './send-back-campaign.js'

describe('send back campaign', () => {
  const fair = { campaign: 'fair' }
  const alex = { actor: 'alex' }
  const why = { reason: 'too dear' }

  it('sends a submitted plan back, with the reason', () => {
    given(past.drafted(), past.submitted())
      .when(sendBackCampaign, fair, why, alex)
      .then(campaignSentBack({ campaign: 'fair', ...why }))
  })

  it('sends an amendment back', () => {
    given(...until.approved(), past.amended())
      .when(sendBackCampaign, fair, why, alex)
      .then(amendmentSentBack({ campaign: 'fair', ...why }))
  })

  it('says nothing where nothing waits', () => {
    given(past.drafted()).when(sendBackCampaign, fair, why, alex).saysNothing()
    given(...until.approved())
      .when(sendBackCampaign, fair, why, alex)
      .saysNothing()
  })

  it('refuses the writers themselves, and what is over', () => {
    given(past.drafted(), past.submitted()).when(sendBackCampaign, fair, why, { actor: 'pat' }).refused('four-eyes')
    given(...until.held())
      .when(sendBackCampaign, fair, why, alex)
      .refused('campaign-held')
  })
})
