import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { own } from '@ledger/values'
import { costCommitted } from '../campaign/campaign.events.js'
import { Campaign, digestOfCost } from '../campaign/campaign.js'
import { charged, Charge } from '../campaign/charge.js'
import { beforeEvaluation, inPhase } from '../campaign/rules.js'

export class CommitCost extends Charge {
  @Id({
    about: 'Your own id of the commitment, such as an order number; the same id is the same commitment.',
    example: 'order-815',
  })
  commitment: string
}

/** Money that an order or a contract binds; a cost settles it, or it is released (P07), before the campaign is evaluated. */
export const commitCost = decide(Campaign, CommitCost, {}, (campaign, command, { target }) => {
  const { commitment } = command
  const known = own(campaign.commitments, commitment)
  // Settled or released it stays: who repeats a request must not bind the money a second time.
  if (known) {
    const same = known.digest === digestOfCost(command)
    return same ? nothing : refuse('commitment-exists', { commitment, line: known.line, amount: known.amount })
  }
  return (
    inPhase(campaign, beforeEvaluation) ??
    charged(campaign, command) ??
    costCommitted({ campaign: target.campaign, ...command })
  )
})
