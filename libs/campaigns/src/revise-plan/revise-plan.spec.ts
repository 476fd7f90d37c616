import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { planRevised } from '../campaign/campaign.events.js'
import { aPlan, past } from '../../testing/index.js'
import { revisePlan } from './revise-plan.js'

describe('revise plan', () => {
  const fair = { campaign: 'fair' }
  const plan = aPlan({ name: 'Autumn fair' })

  it('records the new plan and who wrote it', () => {
    given(past.drafted())
      .when(revisePlan, fair, { plan }, { actor: 'kim' })
      .then(planRevised({ campaign: 'fair', by: 'kim', plan }))
  })

  it('says nothing when nothing changed', () => {
    given(past.drafted()).when(revisePlan, fair, { plan: aPlan() }).saysNothing()
  })

  it('refuses outside of a draft, and what nobody drafted', () => {
    given(past.drafted(), past.submitted()).when(revisePlan, fair, { plan }).refused('campaign-submitted')
    given().when(revisePlan, fair, { plan }).refused('campaign-unknown')
  })

  it('refuses a plan that contradicts itself', () => {
    given(past.drafted())
      .when(revisePlan, fair, { plan: aPlan({ parent: 'fair' }) })
      .refused('plan-contradicts-itself')
  })
})
