import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { costRecorded } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { recordCost } from './record-cost.js'

describe('record cost (E01)', () => {
  const fair = { campaign: 'fair' }
  const cost = { cost: 'invoice-1', line: 'stand', amount: 500, currency: 'EUR', day: '2027-03-04' }

  it('records a direct cost of a budget line', () => {
    given(...until.approved())
      .when(recordCost, fair, cost)
      .then(past.cost())
  })

  it('says nothing when the same cost comes again, and refuses another one under its id', () => {
    given(...until.approved(), past.cost())
      .when(recordCost, fair, cost)
      .saysNothing()
    given(...until.approved(), past.cost())
      .when(recordCost, fair, { ...cost, amount: 501 })
      .refused('cost-exists')
  })

  it('refuses another currency and a line that was not approved', () => {
    given(...until.approved())
      .when(recordCost, fair, { ...cost, currency: 'USD' })
      .refused('currency-differs')
    given(...until.approved())
      .when(recordCost, fair, { ...cost, line: 'party' })
      .refused('budget-line-unknown')
  })

  it('takes a late invoice after the evaluation, and says so', () => {
    given(...until.evaluated())
      .when(recordCost, fair, cost)
      .then(costRecorded({ campaign: 'fair', ...cost, afterEvaluation: true }))
  })

  it('refuses before approval', () => {
    given(past.drafted()).when(recordCost, fair, cost).refused('campaign-draft')
  })
})
