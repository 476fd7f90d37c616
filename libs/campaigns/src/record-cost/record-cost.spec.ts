import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { costRecorded } from '../campaign/campaign.events.js'
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
    given(...until.approved(), past.cost(), past.reversed())
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
    for (const all of [past.cost(Number.MAX_SAFE_INTEGER), past.committed(Number.MAX_SAFE_INTEGER)])
      given(...until.approved(), all)
        .when(recordCost, fair, { ...cost, cost: 'invoice-2', amount: 1 })
        .refused('sum-too-large')
  })

  it('takes the bills of an approved campaign that was cancelled, and none of one that was not approved', () => {
    given(...until.approved(), past.committed(), past.cancelled())
      .when(recordCost, fair, { ...cost, commitment: 'order-1' })
      .then(past.cost(500, { commitment: 'order-1' }))
    given(past.drafted(), past.cancelled()).when(recordCost, fair, cost).refused('campaign-cancelled')
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

  describe('that settles a commitment', () => {
    const settling = { ...cost, commitment: 'order-1' }
    const settled = past.cost(500, { commitment: 'order-1' })

    it.each([500, 700, 900])('names it, whatever the amount (%i)', (amount) => {
      given(...until.approved(), past.committed())
        .when(recordCost, fair, { ...settling, amount })
        .then(past.cost(amount, { commitment: 'order-1' }))
    })

    it('frees what was committed, so that the sum can be reckoned', () => {
      given(...until.approved(), past.committed(Number.MAX_SAFE_INTEGER))
        .when(recordCost, fair, settling)
        .then(settled)
    })

    it('says nothing when it comes again, and is another cost without the commitment', () => {
      given(...until.approved(), past.committed(), settled)
        .when(recordCost, fair, settling)
        .saysNothing()
      given(...until.approved(), past.committed(), settled)
        .when(recordCost, fair, cost)
        .refused('cost-exists')
    })

    it('refuses one that nobody made, that is released or settled, or of another line', () => {
      given(...until.approved())
        .when(recordCost, fair, settling)
        .refused('commitment-unknown')
      given(...until.approved())
        .when(recordCost, fair, { ...cost, commitment: 'constructor' })
        .refused('commitment-unknown')
      given(...until.approved(), past.committed(), past.released())
        .when(recordCost, fair, settling)
        .refused('commitment-released')
      given(...until.approved(), past.committed(), settled)
        .when(recordCost, fair, { ...settling, cost: 'invoice-2' })
        .refused('commitment-settled')
      given(...until.approved(), past.committed())
        .when(recordCost, fair, { ...settling, line: 'travel' })
        .refused('commitment-line-differs')
    })

    it('may settle it again once the cost that did is reversed', () => {
      given(...until.approved(), past.committed(), settled, past.reversed())
        .when(recordCost, fair, { ...settling, cost: 'invoice-2' })
        .then(past.cost(500, { cost: 'invoice-2', commitment: 'order-1' }))
    })
  })
})
