import { aggregate } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { participationEvents } from './participation.events.js'
import type { Invitation } from './participation.events.js'

/** What decisions about one person in one campaign ask for. */
export interface ParticipationState {
  readonly groups: readonly string[]
  /** Invitations by wave, in their order. */
  readonly invitations: readonly Invitation[]
  readonly answer?: 'accepted' | 'declined'
  /** Waves whose invitation was delivered, or bounced last. */
  readonly delivered: readonly string[]
  readonly bounced: readonly string[]
  readonly feedback: Readonly<Record<string, number>>
  readonly qualified: boolean
  readonly opportunities: readonly string[]
}

export type ParticipationEvent = EventOf<(typeof participationEvents)[number]>

const initial: ParticipationState = {
  groups: [],
  invitations: [],
  delivered: [],
  bounced: [],
  feedback: {},
  qualified: false,
  opportunities: [],
}

export const Participation = aggregate({
  category: 'participation',
  ids: ['campaign', 'customer'],
  events: participationEvents,
  initial,
  fold,
})

const without = (list: readonly string[], one: string): readonly string[] => list.filter((other) => other !== one)

function fold(person: ParticipationState, event: ParticipationEvent): ParticipationState {
  switch (event.type) {
    case 'CustomerTargeted':
      return { ...person, groups: [...person.groups, event.data.group] }
    case 'ParticipantInvited': {
      const { group, channel, wave } = event.data
      return { ...person, invitations: [...person.invitations, { group, channel, wave }] }
    }
    case 'InvitationDelivered': {
      const { wave } = event.data
      return { ...person, delivered: [...person.delivered, wave], bounced: without(person.bounced, wave) }
    }
    case 'InvitationBounced': {
      const { wave } = event.data
      return { ...person, bounced: [...person.bounced, wave], delivered: without(person.delivered, wave) }
    }
    case 'InvitationAccepted':
      return { ...person, answer: 'accepted' }
    case 'InvitationDeclined':
      return { ...person, answer: 'declined' }
    case 'FeedbackGiven': {
      const { topic = '', satisfaction } = event.data
      return { ...person, feedback: { ...person.feedback, [topic]: satisfaction } }
    }
    case 'ParticipantQualified':
      return { ...person, qualified: true }
    case 'OpportunityOpened':
      return { ...person, opportunities: [...person.opportunities, event.data.opportunity] }
  }
}
