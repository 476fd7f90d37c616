import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { past, until } from '../../testing/index.js'
import { openRegistration } from './open-registration.js'

describe('open registration (R01)', () => {
  const fair = { campaign: 'fair' }

  it('opens with a capacity; an offer holds a seat for 24 hours where nothing is said', () => {
    given(...until.approved())
      .when(openRegistration, fair, { capacity: 50 })
      .then(past.opened())
  })

  it('says nothing the second time, and refuses to open in another way', () => {
    given(...until.approved(), past.opened())
      .when(openRegistration, fair, { capacity: 50 })
      .saysNothing()
    given(...until.approved(), past.opened())
      .when(openRegistration, fair, { capacity: 60 })
      .refused('registration-open')
  })

  it('refuses before approval and when it is over', () => {
    given(past.drafted()).when(openRegistration, fair, { capacity: 50 }).refused('campaign-draft')
    given(...until.held())
      .when(openRegistration, fair, { capacity: 50 })
      .refused('campaign-held')
  })
})
