import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, OneOf, Text } from '@ledger/fields'
import * as events from '../participation/participation.events.js'
import { Participation } from '../participation/participation.js'
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
    const { target, facts } = context
    if (facts.campaign.phase === 'unknown') return refuse('campaign-unknown')
    if (!facts.campaign.takenOver) return refuse('campaign-not-taken-over', { phase: facts.campaign.phase })
    const { stage, group, channel = 'unknown', wave = 'taken-over', source } = command
    if (isKnown(person, stage, group, wave)) return nothing
    const of = { ...target, source }
    const invitation = { ...of, group, channel, wave }
    switch (stage) {
      case 'targeted':
        return events.customerTargeted({ ...of, group })
      case 'invited':
        return events.participantInvited(invitation)
      case 'delivered':
        return events.invitationDelivered(invitation)
      case 'bounced':
        return events.invitationBounced(invitation)
      case 'accepted':
        return events.invitationAccepted(invitation)
      case 'declined':
        return events.invitationDeclined(invitation)
      case 'qualified':
        return events.participantQualified(of)
    }
  },
)

/** One person responds once, however many coupons they hand in. */
function isKnown(person: ParticipationState, stage: TakenOverStage, group: string, wave: string): boolean {
  switch (stage) {
    case 'targeted':
      return person.groups.includes(group)
    case 'invited':
      return person.invitations.some((one) => one.wave === wave)
    case 'delivered':
      return person.delivered.includes(wave)
    case 'bounced':
      return person.bounced.includes(wave)
    case 'accepted':
    case 'declined':
      return person.answer === stage
    case 'qualified':
      return person.qualified
  }
}
