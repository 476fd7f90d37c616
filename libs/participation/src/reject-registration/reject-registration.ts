import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Reason } from '@ledger/fields'
import { registrationRejected } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { isLive, isOpen, thenOffers } from '../desk/rules.js'

export class RejectRegistration {
  @Id({ example: 'c-1001' })
  customer: string

  @Reason()
  reason: string
}

/** The organiser does not want this person: unlike somebody who cancelled, they cannot register again. */
export const rejectRegistration = decide(
  Desk,
  RejectRegistration,
  {},
  (desk, { customer, reason }, { target, now }) => {
    const refusal = isOpen(desk)
    if (refusal) return refusal
    const entry = desk.entries.get(customer)
    if (entry?.status === 'rejected') return nothing
    if (!isLive(entry)) return refuse('not-registered')
    if (entry.checkedIn !== undefined) return refuse('checked-in', { scan: entry.checkedIn })
    const { registration, status: from } = entry
    return thenOffers(
      desk,
      [registrationRejected({ ...target, customer, registration, from, reason })],
      target.campaign,
      now,
    )
  },
)
