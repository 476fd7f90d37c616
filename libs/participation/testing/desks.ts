import { Campaign } from '@ledger/campaigns'
import { past } from '@ledger/campaigns/testing'
import type { DomainEvent } from '@ledger/event-sourcing'
import * as events from '../src/desk/desk.events.js'
import type { DeskEvent } from '../src/desk/desk.js'

const campaign = 'fair'
export const fair = { campaign }

/** A campaign in a phase, as a fact that desk and participants look at. */
export const campaignAfter = (...history: readonly DomainEvent[]) => ({
  campaign: history.reduce((state, event) => Campaign.fold(state, event as never), Campaign.initial),
})

const approved = [past.drafted(), past.submitted(), past.approved()]
export const running = campaignAfter(...approved, past.wave(), past.opened())
export const underway = campaignAfter(...approved, past.wave(), past.opened(), past.started())
export const cancelled = campaignAfter(...approved, past.wave(), past.opened(), past.cancelled())

/** The past of the desk of the campaign `fair`. */
export const desk = {
  opened: (capacity = 2): DeskEvent => events.deskOpened({ campaign, capacity, offerHours: 24 }),
  registered: (customer: string, partySize = 1): DeskEvent =>
    events.participantRegistered({ campaign, customer, registration: `r-${customer}`, partySize, priority: 0 }),
  waitlisted: (customer: string, { partySize = 1, priority = 0 } = {}): DeskEvent =>
    events.participantWaitlisted({ campaign, customer, registration: `r-${customer}`, partySize, priority }),
  offered: (
    customer: string,
    { partySize = 1, passedOver = 0, expiresAt = '2027-02-02T09:00:00.000Z' } = {},
  ): DeskEvent =>
    events.seatOffered({ campaign, customer, registration: `r-${customer}`, partySize, expiresAt, passedOver }),
  cancelled: (customer: string, from: 'registered' | 'waiting' | 'offered' = 'registered'): DeskEvent =>
    events.registrationCancelled({ campaign, customer, registration: `r-${customer}`, from }),
  rejected: (customer: string): DeskEvent =>
    events.registrationRejected({
      campaign,
      customer,
      registration: `r-${customer}`,
      from: 'registered',
      reason: 'no',
    }),
  accepted: (customer: string): DeskEvent =>
    events.offerAccepted({ campaign, customer, registration: `r-${customer}` }),
  declined: (customer: string): DeskEvent =>
    events.offerDeclined({ campaign, customer, registration: `r-${customer}` }),
  expired: (customer: string): DeskEvent => events.offerExpired({ campaign, customer, registration: `r-${customer}` }),
  capacity: (from: number, to: number): DeskEvent => events.capacityChanged({ campaign, from, to }),
  checkedIn: (customer: string, scan: string): DeskEvent => events.participantCheckedIn({ campaign, customer, scan }),
  undone: (customer: string, scan: string): DeskEvent => events.checkInUndone({ campaign, customer, scan }),
  takenOver: (customer: string, partySize = 1): DeskEvent =>
    events.registrationTakenOver({ campaign, customer, partySize, source: 'crm' }),
  attended: (customer: string): DeskEvent => events.attendanceTakenOver({ campaign, customer, source: 'crm' }),
  closed: (registered: number, waiting = 0, lapsed: readonly string[] = []): DeskEvent =>
    events.deskClosed({ campaign, because: 'closed', registered, seats: registered, waiting, lapsed }),
}
