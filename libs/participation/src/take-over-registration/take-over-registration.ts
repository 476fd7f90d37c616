import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Text, WholeNumber } from '@ledger/fields'
import { registrationTakenOver } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { freeSeats } from '../desk/desk-state.js'
import { ofCampaign } from '../participation/rules.js'

export class TakeOverRegistration {
  @Id({ example: 'c-1001' })
  customer: string

  @WholeNumber({ min: 1, max: 100, optional: true })
  partySize?: number

  @Text({ about: 'The system or file that it comes from.' })
  source: string
}

/** A registration for a campaign of the past, as its source tells it. */
export const takeOverRegistration = decide(
  Desk,
  TakeOverRegistration,
  ofCampaign,
  (desk, command, { target, facts }) => {
    const { customer, partySize = 1, source } = command
    if (facts.campaign.phase === 'unknown') return refuse('campaign-unknown')
    if (!facts.campaign.takenOver) return refuse('campaign-not-taken-over', { phase: facts.campaign.phase })
    // Who is only known to have come has registered as well; whatever is told first.
    const known = desk.entries.get(customer)
    const told = known !== undefined && known.registration !== 'came'
    if (told) return nothing
    // A desk that is open here sells its own seats, and its list is frozen when it is closed: the past comes first.
    if (desk.phase === 'closed') return refuse('desk-closed')
    const free = freeSeats(desk)
    if (desk.phase === 'open' && partySize > free) return refuse('no-seat-free', { free })
    return registrationTakenOver({ ...target, customer, partySize, source })
  },
)
