import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { costCommitted } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { commitCost } from './commit-cost.js'

describe('commit cost (P07)', () => {
  const fair = { campaign: 'fair' }
  const order = { commitment: 'order-1', line: 'stand', amount: 700, currency: 'EUR', day: '2027-02-01' }

  it('binds money of a budget line, with supplier and document where they are known', () => {
    given(...until.approved())
      .when(commitCost, fair, order)
      .then(past.committed())
    const more = { ...order, supplier: 'builders-ltd', document: 'scan 7' }
    given(...until.held())
      .when(commitCost, fair, more)
      .then(costCommitted({ ...fair, ...more }))
  })

  it('refuses to bind money of a campaign that was evaluated, as that asks that none is bound', () => {
    given(...until.evaluated())
      .when(commitCost, fair, order)
      .refused('campaign-evaluated')
  })

  it('says nothing when the same comes again, also once it is settled or released', () => {
    for (const since of [[], [past.cost(500, { commitment: 'order-1' })], [past.released()]])
      given(...until.approved(), past.committed(), ...since)
        .when(commitCost, fair, order)
        .saysNothing()
  })

  it('refuses another one under its id', () => {
    for (const other of [{ amount: 701 }, { line: 'travel' }, { day: '2027-02-02' }, { supplier: 'ltd' }])
      given(...until.approved(), past.committed())
        .when(commitCost, fair, { ...order, ...other })
        .refused('commitment-exists')
  })

  it('refuses another currency, a line that was not approved, and before approval', () => {
    given(...until.approved())
      .when(commitCost, fair, { ...order, currency: 'USD' })
      .refused('currency-differs')
    given(...until.approved())
      .when(commitCost, fair, { ...order, line: 'party' })
      .refused('budget-line-unknown')
    given(past.drafted()).when(commitCost, fair, order).refused('campaign-draft')
  })

  it('refuses to bind money for what was cancelled', () => {
    given(...until.approved(), past.cancelled())
      .when(commitCost, fair, order)
      .refused('campaign-cancelled')
  })

  it('refuses what could no longer be added up to the cent with what is spent and committed', () => {
    for (const all of [past.cost(Number.MAX_SAFE_INTEGER), past.committed(Number.MAX_SAFE_INTEGER, 'order-0')])
      given(...until.approved(), all)
        .when(commitCost, fair, { ...order, amount: 1 })
        .refused('sum-too-large')
  })
})
