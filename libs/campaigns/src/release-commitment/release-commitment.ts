import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Reason } from '@ledger/fields'
import { own } from '@ledger/values'
import { commitmentReleased } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { billed } from '../campaign/rules.js'

export class ReleaseCommitment {
  @Id({ example: 'order-815' })
  commitment: string

  @Reason()
  reason: string
}

/** Frees money that nobody will ask for any more; it was committed, and that stays in the history. */
export const releaseCommitment = decide(Campaign, ReleaseCommitment, {}, (campaign, command, { target }) => {
  const refusal = billed(campaign)
  if (refusal) return refusal
  const { commitment, reason } = command
  const known = own(campaign.commitments, commitment)
  if (!known) return refuse('commitment-unknown', { commitment })
  if (known.released) return nothing
  if (known.settledBy !== undefined) return refuse('commitment-settled', { commitment, cost: known.settledBy })
  const { line, amount, currency } = known
  return commitmentReleased({ campaign: target.campaign, commitment, line, amount, currency, reason })
})
