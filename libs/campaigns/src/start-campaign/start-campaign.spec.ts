import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { past, until } from '../../testing/index.js'
import { startCampaign } from './start-campaign.js'

describe('start campaign', () => {
  const fair = { campaign: 'fair' }

  it('starts what runs, by a wave or by open registration', () => {
    given(...until.running())
      .when(startCampaign, fair, {})
      .then(past.started())
    given(...until.approved(), past.opened())
      .when(startCampaign, fair, {})
      .then(past.started())
  })

  it('says nothing the second time', () => {
    given(...until.underway())
      .when(startCampaign, fair, {})
      .saysNothing()
  })

  it('refuses what does not run', () => {
    given(...until.approved())
      .when(startCampaign, fair, {})
      .refused('campaign-approved')
    given(...until.held())
      .when(startCampaign, fair, {})
      .refused('campaign-held')
  })
})
