import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { past, until } from '../../testing/index.js'
import { finishCampaign } from './finish-campaign.js'

describe('finish campaign', () => {
  const fair = { campaign: 'fair' }

  it('ends what is underway', () => {
    given(...until.underway())
      .when(finishCampaign, fair, {})
      .then(past.finished())
  })

  it('says nothing the second time, and refuses what was not started', () => {
    given(...until.held())
      .when(finishCampaign, fair, {})
      .saysNothing()
    given(...until.running())
      .when(finishCampaign, fair, {})
      .refused('campaign-running')
  })
})
