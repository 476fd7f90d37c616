import { decide, isRefusal, nothing } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { invitationDelivered } from '../participation/participation.events.js'
import { arrivalAt, Participation } from '../participation/participation.js'
import { answerable, ofCampaign } from '../participation/rules.js'

export class RecordDelivery {
  @Id({ optional: true, about: 'The wave of the invitation; the last one where nothing is said.' })
  wave?: string
}

/** The channel says that the invitation has arrived. */
export const recordDelivery = decide(
  Participation,
  RecordDelivery,
  ofCampaign,
  (person, { wave }, { target, facts, occurredAt: at }) => {
    const invitation = answerable(person, facts.campaign, wave)
    if (isRefusal(invitation)) return invitation
    const known = arrivalAt(person, invitation.wave, at) === 'delivered'
    return known ? nothing : invitationDelivered({ ...target, ...invitation, at })
  },
)
