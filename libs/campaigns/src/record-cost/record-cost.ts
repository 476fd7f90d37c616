import { decide, nothing, refuse } from '@ledger/event-sourcing'
import type { Refusal } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { own } from '@ledger/values'
import { costRecorded } from '../campaign/campaign.events.js'
import { Campaign, digestOfCost } from '../campaign/campaign.js'
import type { CampaignState } from '../campaign/campaign.js'
import { charged, Charge } from '../campaign/charge.js'
import { billed } from '../campaign/rules.js'

export class RecordCost extends Charge {
  @Id({
    about: 'Your own id of the cost, such as an invoice number; the same id is the same cost.',
    example: 'invoice-4711',
  })
  cost: string

  @Id({
    optional: true,
    about: 'An open commitment of the same line, which this cost settles as a whole, whatever the amount.',
    example: 'order-815',
  })
  commitment?: string
}

/** A direct cost (E01). An invoice that comes after the evaluation is taken, and says so; the evaluation stays. */
export const recordCost = decide(Campaign, RecordCost, {}, (campaign, command, { target }) => {
  const refusal = billed(campaign)
  if (refusal) return refusal
  const { cost } = command
  const known = own(campaign.costs, cost)
  // Said again is said once, and a reversal stands: who repeats a request must not record a cost a second time.
  if (known) {
    const same = known.digest === digestOfCost(command)
    return same ? nothing : refuse('cost-exists', { cost, line: known.line, amount: known.amount })
  }
  const late = campaign.phase === 'evaluated' ? ({ afterEvaluation: true } as const) : {}
  return (
    settling(campaign, command) ??
    charged(campaign, command, own(campaign.commitments, command.commitment ?? '')?.amount) ??
    costRecorded({ campaign: target.campaign, ...command, ...late })
  )
})

/** Refuses to settle a commitment that is not open, or that binds the money of another line. */
function settling({ commitments }: CampaignState, { commitment, line }: RecordCost): Refusal | undefined {
  if (commitment === undefined) return undefined
  const known = own(commitments, commitment)
  if (!known) return refuse('commitment-unknown', { commitment })
  if (known.released) return refuse('commitment-released', { commitment })
  if (known.settledBy !== undefined) return refuse('commitment-settled', { commitment, cost: known.settledBy })
  return known.line === line ? undefined : refuse('commitment-line-differs', { commitment, line: known.line })
}
