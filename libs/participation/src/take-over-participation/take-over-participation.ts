import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, OneOf, Text } from '@ledger/fields'
import * as events from '../participation/participation.events.js'
import { answerAt, arrivalAt, Participation } from '../participation/participation.js'
import type { ParticipationState } from '../participation/participation.js'
import { ofCampaign } from '../participation/rules.js'

export const takenOverStages = [
  'targeted',
  'invited',
  'delivered',
  'bounced',
  'accepted',
  'declined',
  'qualified',
] as const
type TakenOverStage = (typeof takenOverStages)[number]

export class TakeOverParticipation {
  @OneOf(takenOverStages)
  stage: TakenOverStage

  @Id({ example: 'all' })
  group: string

  @Id({ optional: true, example: 'letter' })
  channel?: string

  @Id({ optional: true })
  wave?: string

  @Text({ about: 'The system or file that it comes from.' })
  source: string
}

/** A fact about a campaign of the past, as its source tells it: no invitation is needed for an answer to have come. */
export const takeOverParticipation = decide(
  Participation,
  TakeOverParticipation,
  ofCampaign,
  (person, command, context) => {
    const { target, facts, occurredAt: at } = context
    if (facts.campaign.phase === 'unknown') return refuse('campaign-unknown')
    if (!facts.campaign.takenOver) return refuse('campaign-not-taken-over', { phase: facts.campaign.phase })
    const { stage, group, wave = 'taken-over', source } = command
    const groups = facts.campaign.plan?.targetGroups ?? []
    const planned = groups.find(({ id }) => id === group)
    // Of some campaigns of the past nobody knows any more to whom they went.
    if (groups.length > 0 && !planned) return refuse('target-group-unknown', { group })
    const { channel = planned?.channel ?? 'unknown' } = command
    if (isKnown(person, stage, group, wave, at)) return nothing
    const of = { ...target, source }
    const invitation = { ...of, group, channel, wave }
    switch (stage) {
      case 'targeted':
        return events.customerTargeted({ ...of, group })
      case 'invited':
        return events.participantInvited(invitation)
      case 'delivered':
        return events.invitationDelivered({ ...invitation, at })
      case 'bounced':
        return events.invitationBounced({ ...invitation, at })
      case 'accepted':
        return events.invitationAccepted({ ...invitation, at })
      case 'declined':
        return events.invitationDeclined({ ...invitation, at })
      case 'qualified':
        return events.participantQualified(of)
    }
  },
)

/** One person responds once, however many coupons they hand in. */
function isKnown(person: ParticipationState, stage: TakenOverStage, group: string, wave: string, at: string): boolean {
  switch (stage) {
    case 'targeted':
      return person.groups.includes(group)
    case 'invited':
      return person.invitations.some((one) => one.wave === wave)
    case 'delivered':
    case 'bounced':
      return arrivalAt(person, wave, at) === stage
    case 'accepted':
    case 'declined':
      return answerAt(person, at) === stage
    case 'qualified':
      return person.qualified
  }
}
