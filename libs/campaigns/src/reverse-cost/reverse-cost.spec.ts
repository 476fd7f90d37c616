import { describe, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { costReversed } from '../campaign/campaign.events.js'
import { past, until } from '../../testing/index.js'
import { reverseCost } from './reverse-cost.js'

describe('reverse cost', () => {
  const fair = { campaign: 'fair' }
  const command = { cost: 'invoice-1', reason: 'sent twice' }
  const reversed = costReversed({ campaign: 'fair', line: 'stand', amount: 500, currency: 'EUR', ...command })

  it('takes the cost out of the sum again', () => {
    given(...until.approved(), past.cost())
      .when(reverseCost, fair, command)
      .then(reversed)
  })

  it('says nothing the second time, and refuses a cost that nobody recorded', () => {
    given(...until.approved(), past.cost(), reversed)
      .when(reverseCost, fair, command)
      .saysNothing()
    given(...until.approved())
      .when(reverseCost, fair, command)
      .refused('cost-unknown')
  })
})
