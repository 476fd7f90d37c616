import { decide, isRefusal, nothing } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { invitationDeclined } from '../participation/participation.events.js'
import { answerAt, Participation } from '../participation/participation.js'
import { answerable, ofCampaign } from '../participation/rules.js'

export class DeclineInvitation {
  @Id({ optional: true, about: 'The wave of the invitation; the last one where nothing is said.' })
  wave?: string
}

/** A no. People may change their mind; each word of theirs is kept. */
export const declineInvitation = decide(
  Participation,
  DeclineInvitation,
  ofCampaign,
  (person, { wave }, { target, facts, occurredAt: at }) => {
    const invitation = answerable(person, facts.campaign, wave)
    if (isRefusal(invitation)) return invitation
    return answerAt(person, at) === 'declined' ? nothing : invitationDeclined({ ...target, ...invitation, at })
  },
)
