import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Text, WholeNumber } from '@ledger/fields'
import { registrationTakenOver } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
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
    return told ? nothing : registrationTakenOver({ ...target, customer, partySize, source })
  },
)
