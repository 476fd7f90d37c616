import { inPhase } from '@ledger/campaigns'
import { decide, nothing } from '@ledger/event-sourcing'
import { Id, WholeNumber } from '@ledger/fields'
import { own } from '@ledger/values'
import { feedbackGiven } from '../participation/participation.events.js'
import { Participation } from '../participation/participation.js'
import { ofCampaign } from '../participation/rules.js'

export class GiveFeedback {
  @WholeNumber({ max: 100, about: 'From 0 to 100.', example: 80 })
  satisfaction: number

  @Id({ optional: true, about: 'What was asked about; the whole where nothing is said.', example: 'catering' })
  topic?: string
}

/** What a person thought of it, by number: free text would be personal data. */
export const giveFeedback = decide(Participation, GiveFeedback, ofCampaign, (person, command, { target, facts }) => {
  const refusal = inPhase(facts.campaign, ['underway', 'held', 'evaluated'])
  if (refusal) return refusal
  const { satisfaction, topic = '' } = command
  return own(person.feedback, topic) === satisfaction ? nothing : feedbackGiven({ ...target, ...command })
})
