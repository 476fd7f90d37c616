import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { aPlan, past, until } from '../../testing/index.js'
import { amendPlan } from './amend-plan.js'

describe('amend plan (E03)', () => {
  const fair = { campaign: 'fair' }
  const reason = 'rain'

  it('proposes a change to an approved plan', () => {
    given(...until.approved())
      .when(amendPlan, fair, { plan: aPlan({ name: 'Summer fair' }), reason })
      .then(past.amended())
  })

  it('says nothing when nothing changes', () => {
    given(...until.approved())
      .when(amendPlan, fair, { plan: aPlan(), reason })
      .saysNothing()
  })

  it('refuses before approval and after the campaign was held', () => {
    given(past.drafted()).when(amendPlan, fair, { plan: aPlan(), reason }).refused('campaign-draft')
    given(...until.held())
      .when(amendPlan, fair, { plan: aPlan(), reason })
      .refused('campaign-held')
  })

  it('refuses another currency: what was spent is in the first one', () => {
    given(...until.approved())
      .when(amendPlan, fair, { plan: aPlan({ currency: 'USD' }), reason })
      .refused('currency-differs', { currency: 'EUR' })
  })

  it('refuses a plan that contradicts itself', () => {
    given(...until.approved())
      .when(amendPlan, fair, { plan: aPlan({ parent: 'fair' }), reason })
      .refused('plan-contradicts-itself')
  })
})
