import type { ParticipationEvent } from '@ledger/participation'
import { because } from './sentence.js'
import type { Words } from './sentence.js'

export const participationWords: Words<ParticipationEvent> = {
  CustomerTargeted: ({ customer, group }, who) => `${who} put ${customer} in target group ${group}.`,
  ParticipantInvited: ({ customer, wave, channel }, who) =>
    `${who} invited ${customer} in wave ${wave} over ${channel}.`,
  InvitationDelivered: ({ customer, wave }) => `The invitation of wave ${wave} reached ${customer}.`,
  InvitationBounced: ({ customer, wave, cause }) =>
    `The invitation of wave ${wave} to ${customer} came back${because(cause)}.`,
  InvitationAccepted: ({ customer, wave }) => `${customer} accepted the invitation of wave ${wave}.`,
  InvitationDeclined: ({ customer, wave }) => `${customer} declined the invitation of wave ${wave}.`,
  FeedbackGiven: ({ customer, satisfaction, topic }) =>
    `${customer} gave feedback${topic === undefined ? '' : ` on ${topic}`}: satisfaction ${satisfaction}.`,
  ParticipantQualified: ({ customer, score }, who) =>
    `${who} qualified ${customer} for sales${score === undefined ? '' : ` with score ${score}`}.`,
  OpportunityOpened: ({ customer, opportunity }, who) => `${who} opened opportunity ${opportunity} with ${customer}.`,
}
