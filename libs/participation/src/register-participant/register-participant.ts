import { inExecution, inPhase } from '@ledger/campaigns'
import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, WholeNumber } from '@ledger/fields'
import { participantRegistered, participantWaitlisted } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { freeSeats } from '../desk/desk-state.js'
import { isLive, isOpen } from '../desk/rules.js'
import { ofCampaign } from '../participation/rules.js'

export class RegisterParticipant {
  @Id({ example: 'c-1001' })
  customer: string

  @WholeNumber({ min: 1, max: 100, optional: true, about: 'How many seats; 1 where nothing is said.' })
  partySize?: number

  @WholeNumber({ max: 100, optional: true, about: 'On the waitlist, greater goes first; 0 where nothing is said.' })
  priority?: number
}

/** Takes a seat while there is one, else a place on the waitlist (R03, R05). People who were not invited may come, too (R04). */
export const registerParticipant = decide(
  Desk,
  RegisterParticipant,
  ofCampaign,
  (desk, command, { target, facts, commandId }) => {
    const { customer, partySize = 1, priority = 0 } = command
    const refusal = isOpen(desk) ?? inPhase(facts.campaign, inExecution)
    if (refusal) return refusal
    const known = desk.entries.get(customer)
    if (known?.status === 'rejected') return refuse('registration-rejected')
    if (isLive(known)) {
      const { status, partySize: before } = known
      return before === partySize ? nothing : refuse('already-registered', { status, partySize: before })
    }
    if (partySize > desk.capacity) return refuse('party-too-large', { capacity: desk.capacity })
    const entry = { ...target, customer, registration: commandId, partySize, priority }
    return partySize <= freeSeats(desk) ? participantRegistered(entry) : participantWaitlisted(entry)
  },
)
