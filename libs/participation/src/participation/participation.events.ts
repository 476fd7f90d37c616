import { event } from '@ledger/event-sourcing'

interface Of {
  readonly campaign: string
  readonly customer: string
  /** The named source that the fact was taken over from. */
  readonly source?: string
}

/** Where an invitation belongs: on every fact about it, so that a view needs to know nothing of the past. */
export interface Invitation {
  readonly group: string
  readonly channel: string
  readonly wave: string
}

export const customerTargeted = event('CustomerTargeted')<Of & { group: string }>()
export const participantInvited = event('ParticipantInvited')<Of & Invitation>()
/** `at`, here and below: when it happened. What comes back counts in that order, however late some of it is told. */
export const invitationDelivered = event('InvitationDelivered')<Of & Invitation & { at: string }>()
export const invitationBounced = event('InvitationBounced')<Of & Invitation & { at: string; cause?: string }>()
export const invitationAccepted = event('InvitationAccepted')<Of & Invitation & { at: string }>()
export const invitationDeclined = event('InvitationDeclined')<Of & Invitation & { at: string }>()
/** No free text: what people write is personal data, which stands nowhere but with the customer. */
export const feedbackGiven = event('FeedbackGiven')<Of & { satisfaction: number; topic?: string }>()
export const participantQualified = event('ParticipantQualified')<Of & { score?: number }>()
export const opportunityOpened = event('OpportunityOpened')<Of & { opportunity: string }>()

export const participationEvents = [
  customerTargeted,
  participantInvited,
  invitationDelivered,
  invitationBounced,
  invitationAccepted,
  invitationDeclined,
  feedbackGiven,
  participantQualified,
  opportunityOpened,
] as const
