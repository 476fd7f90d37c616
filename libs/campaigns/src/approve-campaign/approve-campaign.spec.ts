import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { digestOf } from '@ledger/event-sourcing'
import { amendmentApproved, campaignApproved, planRevised, campaignSentBack } from '../campaign/campaign.events.js'
import { aPlan, past, until } from '../../testing/index.js'
import { approveCampaign } from './approve-campaign.js'

describe('approve campaign (P02, P03)', () => {
  const fair = { campaign: 'fair' }
  const alex = { actor: 'alex' }
  const submitted = [past.drafted(), past.submitted()]

  it('approves the submitted plan by its digest, with a comment', () => {
    const approval = { campaign: 'fair', by: 'alex', planDigest: digestOf(aPlan()), comment: 'go' }
    given(...submitted)
      .when(approveCampaign, fair, { comment: 'go' }, alex)
      .then(campaignApproved(approval))
  })

  it('needs four eyes: nobody who wrote or submitted the plan approves it', () => {
    given(...submitted)
      .when(approveCampaign, fair, {}, { actor: 'pat' })
      .refused('four-eyes', { writers: ['pat'] })
    given(past.drafted(), past.submitted('kim')).when(approveCampaign, fair, {}, { actor: 'kim' }).refused('four-eyes')
  })

  it('remembers a writer across sending back', () => {
    const back = campaignSentBack({ campaign: 'fair', reason: 'dear' })
    const revised = planRevised({ campaign: 'fair', by: 'alex', plan: aPlan({ name: 'Cheap fair' }) })
    given(...submitted, back, revised, past.submitted('kim'))
      .when(approveCampaign, fair, {}, alex)
      .refused('four-eyes')
  })

  it('says nothing when it is approved already', () => {
    given(...until.approved())
      .when(approveCampaign, fair, {}, { actor: 'kim' })
      .saysNothing()
  })

  it('approves an amendment that waits, and only then', () => {
    const planDigest = digestOf(aPlan({ name: 'Summer fair' }))
    given(...until.running(), past.amended())
      .when(approveCampaign, fair, {}, alex)
      .then(amendmentApproved({ campaign: 'fair', by: 'alex', planDigest }))
    given(...until.running(), past.amended())
      .when(approveCampaign, fair, {}, { actor: 'pat' })
      .refused('four-eyes')
  })

  it('refuses what was not submitted', () => {
    given(past.drafted()).when(approveCampaign, fair, {}, alex).refused('campaign-draft')
    given().when(approveCampaign, fair, {}, alex).refused('campaign-unknown')
    given(...until.evaluated())
      .when(approveCampaign, fair, {}, alex)
      .refused('campaign-evaluated')
  })
})
