import { decide, isRefusal, nothing } from '@ledger/event-sourcing'
import { Id, Text } from '@ledger/fields'
import { invitationBounced } from '../participation/participation.events.js'
import { arrivalAt, Participation } from '../participation/participation.js'
import { answerable, ofCampaign } from '../participation/rules.js'

export class RecordBounce {
  @Id({ optional: true, about: 'The wave of the invitation; the last one where nothing is said.' })
  wave?: string

  @Text({ optional: true, about: 'Why, as the channel says it, without personal data.', example: 'mailbox full' })
  cause?: string
}

/** The channel says that the invitation could not be delivered. */
export const recordBounce = decide(
  Participation,
  RecordBounce,
  ofCampaign,
  (person, { wave, cause }, { target, facts, occurredAt: at }) => {
    const invitation = answerable(person, facts.campaign, wave)
    if (isRefusal(invitation)) return invitation
    return arrivalAt(person, invitation.wave, at) === 'bounced'
      ? nothing
      : invitationBounced({ ...target, ...invitation, at, ...(cause === undefined ? {} : { cause }) })
  },
)
