import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { costRecorded, costReversed } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { reverseCost } from '../reverse-cost/reverse-cost.js'
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
    for (const other of [{ day: '2027-03-05' }, { supplier: 'ltd' }, { document: 'scan 7' }])
      given(...until.approved(), past.cost())
        .when(recordCost, fair, { ...cost, ...other })
        .refused('cost-exists')
  })

  it('lets a reversal stand when the request is repeated', () => {
    const reversed = costReversed({
      ...fair,
      cost: 'invoice-1',
      line: 'stand',
      amount: 500,
      currency: 'EUR',
      reason: 'twice',
    })
    given(...until.approved(), past.cost(), reversed)
      .when(recordCost, fair, cost)
      .saysNothing()
  })

  it('knows nothing of a cost called as something that every object has', () => {
    given(...until.approved())
      .when(recordCost, fair, { ...cost, cost: 'constructor' })
      .then(costRecorded({ campaign: 'fair', ...cost, cost: 'constructor' }))
    given(...until.approved())
      .when(reverseCost, fair, { cost: 'constructor', reason: 'x' })
      .refused('cost-unknown')
  })

  it('refuses what could no longer be added up to the cent', () => {
    given(...until.approved(), past.cost(Number.MAX_SAFE_INTEGER))
      .when(recordCost, fair, { ...cost, cost: 'invoice-2', amount: 1 })
      .refused('sum-too-large')
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
