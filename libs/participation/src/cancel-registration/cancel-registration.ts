import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Reason } from '@ledger/fields'
import { registrationCancelled } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { isLive, isOpen, thenOffers } from '../desk/rules.js'

export class CancelRegistration {
  @Id({ example: 'c-1001' })
  customer: string

  @Reason({ optional: true })
  reason?: string
}

/** Gives up a seat, a place on the waitlist or an offer; a seat that is freed is offered at once. */
export const cancelRegistration = decide(
  Desk,
  CancelRegistration,
  {},
  (desk, { customer, reason }, { target, now }) => {
    const refusal = isOpen(desk)
    if (refusal) return refusal
    const entry = desk.entries.get(customer)
    if (!entry) return refuse('not-registered')
    if (!isLive(entry)) return nothing
    if (entry.checkedIn !== undefined) return refuse('checked-in', { scan: entry.checkedIn })
    const { registration, status: from } = entry
    const cancelled = registrationCancelled({
      ...target,
      customer,
      registration,
      from,
      ...(reason === undefined ? {} : { reason }),
    })
    return thenOffers(desk, [cancelled], target.campaign, now)
  },
)
