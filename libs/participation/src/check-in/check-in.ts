import { inPhase } from '@ledger/campaigns'
import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { participantCheckedIn } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { ofCampaign } from '../participation/rules.js'

export class CheckIn {
  @Id({ example: 'c-1001' })
  customer: string

  @Id({
    about: 'Your own id of the scan; the same scan counts once, also when it comes again after an undo.',
    example: 'gate-2-000417',
  })
  scan: string
}

/** Somebody is here (H09). Idempotent on the scan; who goes out and comes back in is still here once. */
export const checkIn = decide(Desk, CheckIn, ofCampaign, (desk, { customer, scan }, { target, facts }) => {
  const known = desk.scans.get(scan)
  if (known && known.customer !== customer) return refuse('scan-exists', { customer: known.customer })
  if (known) return known.undone ? refuse('scan-undone') : nothing
  const refusal = inPhase(facts.campaign, ['underway'])
  if (refusal) return refusal
  const entry = desk.entries.get(customer)
  if (entry?.status !== 'registered') return refuse('not-registered', { status: entry?.status ?? 'unknown' })
  return entry.checkedIn === undefined ? participantCheckedIn({ ...target, customer, scan }) : nothing
})
