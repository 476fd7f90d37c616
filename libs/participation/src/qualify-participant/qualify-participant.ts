import { inPhase, sinceApproval } from '@ledger/campaigns'
import { decide, nothing } from '@ledger/event-sourcing'
import { WholeNumber } from '@ledger/fields'
import { participantQualified } from '../participation/participation.events.js'
import { Participation } from '../participation/participation.js'
import { ofCampaign } from '../participation/rules.js'

export class QualifyParticipant {
  @WholeNumber({ max: 100, optional: true, about: 'How likely a deal is, from 0 to 100.' })
  score?: number
}

/** Somebody judged this person to be worth the attention of sales (I03). */
export const qualifyParticipant = decide(
  Participation,
  QualifyParticipant,
  ofCampaign,
  (person, command, { target, facts }) => {
    const refusal = inPhase(facts.campaign, sinceApproval)
    if (refusal) return refusal
    return person.qualified ? nothing : participantQualified({ ...target, ...command })
  },
)
