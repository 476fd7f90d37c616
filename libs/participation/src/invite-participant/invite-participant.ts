import { inExecution, inPhase } from '@ledger/campaigns'
import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { own } from '@ledger/values'
import { customerTargeted, participantInvited } from '../participation/participation.events.js'
import { answerAt, Participation } from '../participation/participation.js'
import { ofCampaign } from '../participation/rules.js'

export class InviteParticipant {
  @Id({ about: 'A wave that has begun; it says to which group and over which channel.', example: 'first-letter' })
  wave: string
}

/** Invites within a wave (I01). To be in another group again does not invite again; who has answered is left in peace. */
export const inviteParticipant = decide(
  Participation,
  InviteParticipant,
  ofCampaign,
  (person, { wave }, { target, facts }) => {
    const refusal = inPhase(facts.campaign, inExecution)
    if (refusal) return refusal
    const begun = own(facts.campaign.waves, wave)
    if (!begun) return refuse('wave-unknown', { wave })
    if (person.invitations.some((one) => one.wave === wave)) return nothing
    const answer = answerAt(person)
    if (answer !== undefined) return refuse('already-answered', { answer })
    const { group, channel } = begun
    const invited = participantInvited({ ...target, group, channel, wave })
    return person.groups.includes(group) ? invited : [customerTargeted({ ...target, group }), invited]
  },
)
