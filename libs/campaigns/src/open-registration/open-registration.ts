import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { WholeNumber } from '@ledger/fields'
import { registrationOpened } from '../campaign/campaign.events.js'
import { Campaign } from '../campaign/campaign.js'
import { inExecution, inPhase } from '../campaign/rules.js'

export class OpenRegistration {
  @WholeNumber({ max: 1_000_000, about: 'Seats.', example: 50 })
  capacity: number

  @WholeNumber({
    min: 1,
    max: 8_760,
    optional: true,
    about: 'How many hours an offer holds a freed seat; 24 where nothing is said.',
  })
  offerHours?: number
}

export const openRegistration = decide(Campaign, OpenRegistration, {}, (campaign, command, { target }) => {
  const refusal = inPhase(campaign, inExecution)
  if (refusal) return refusal
  const { capacity, offerHours = 24 } = command
  const open = campaign.registration
  if (open?.capacity === capacity && open.offerHours === offerHours) return nothing
  if (open) return refuse('registration-open', { ...open })
  return registrationOpened({ campaign: target.campaign, capacity, offerHours })
})
