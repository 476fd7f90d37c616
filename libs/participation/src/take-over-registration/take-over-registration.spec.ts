import { describe, it } from '@jest/globals'
import { campaignTakenOver } from '@ledger/campaigns'
import { aPlan } from '@ledger/campaigns/testing'
import { given } from '@ledger/event-sourcing/testing'
import { campaignAfter, desk, fair, running } from '../../testing/index.js'
import { takeOverRegistration } from './take-over-registration.js'

describe('take over a registration of the past', () => {
  const facts = campaignAfter(campaignTakenOver({ ...fair, plan: aPlan(), phase: 'running', source: 'crm' }))
  const ann = { customer: 'ann', source: 'crm' }

  it('takes it as its source tells it, once', () => {
    given()
      .when(takeOverRegistration, fair, { ...ann, partySize: 3 }, { facts })
      .then(desk.takenOver('ann', 3))
    given(desk.takenOver('ann')).when(takeOverRegistration, fair, ann, { facts }).saysNothing()
  })

  it('takes no seat at a desk that is open and full, and comes on no list that is frozen', () => {
    given(desk.opened(1)).when(takeOverRegistration, fair, ann, { facts }).then(desk.takenOver('ann'))
    given(desk.opened(1), desk.registered('bob'))
      .when(takeOverRegistration, fair, ann, { facts })
      .refused('no-seat-free', { free: 0 })
    given(desk.opened(1), desk.closed(0)).when(takeOverRegistration, fair, ann, { facts }).refused('desk-closed')
  })

  it('belongs to campaigns that were taken over themselves', () => {
    given().when(takeOverRegistration, fair, ann).refused('campaign-unknown')
    given().when(takeOverRegistration, fair, ann, { facts: running }).refused('campaign-not-taken-over')
  })
})
