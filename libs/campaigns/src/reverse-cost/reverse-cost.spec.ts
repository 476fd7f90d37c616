import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { past, until } from '../../testing/index.js'
import { reverseCost } from './reverse-cost.js'

describe('reverse cost', () => {
  const fair = { campaign: 'fair' }
  const command = { cost: 'invoice-1', reason: 'sent twice' }

  it('takes the cost out of the sum again', () => {
    given(...until.approved(), past.cost())
      .when(reverseCost, fair, command)
      .then(past.reversed())
  })

  it('takes it out after the campaign was cancelled as well', () => {
    given(...until.approved(), past.cost(), past.cancelled())
      .when(reverseCost, fair, command)
      .then(past.reversed())
  })

  it('says nothing the second time, and refuses a cost that nobody recorded', () => {
    given(...until.approved(), past.cost(), past.reversed())
      .when(reverseCost, fair, command)
      .saysNothing()
    given(...until.approved())
      .when(reverseCost, fair, command)
      .refused('cost-unknown')
  })

  it('refuses to open a commitment with which the sum could no longer be reckoned to the cent', () => {
    const settled = [past.committed(Number.MAX_SAFE_INTEGER), past.cost(500, { commitment: 'order-1' })]
    given(...until.approved(), ...settled)
      .when(reverseCost, fair, command)
      .then(past.reversed())
    given(...until.approved(), ...settled, past.cost(1, { cost: 'invoice-2' }))
      .when(reverseCost, fair, command)
      .refused('sum-too-large')
  })
})
