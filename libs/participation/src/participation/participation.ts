import { aggregate } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { participationEvents } from './participation.events.js'
import type { Invitation } from './participation.events.js'

/** What decisions about one person in one campaign ask for. */
export interface ParticipationState {
  readonly groups: readonly string[]
  /** Invitations by wave, in their order. */
  readonly invitations: readonly Invitation[]
  /** What came back of the invitations, in the order in which it happened. */
  readonly replies: readonly Reply[]
  readonly feedback: Readonly<Record<string, number>>
  readonly qualified: boolean
  readonly opportunities: readonly string[]
}

export interface Reply {
  readonly what: 'delivered' | 'bounced' | 'accepted' | 'declined'
  readonly wave: string
  readonly at: string
}

type Answer = 'accepted' | 'declined'
type Arrival = 'delivered' | 'bounced'

/** The answer that stood at a moment: the last one given until then, of all where no moment is named. */
export const answerAt = ({ replies }: ParticipationState, at?: string): Answer | undefined =>
  replies.findLast(
    (one): one is Reply & { what: Answer } =>
      (one.what === 'accepted' || one.what === 'declined') && (at === undefined || one.at <= at),
  )?.what

/** What was known at a moment of the arrival of a wave's invitation. */
export const arrivalAt = ({ replies }: ParticipationState, wave: string, at: string): Arrival | undefined =>
  replies.findLast(
    (one): one is Reply & { what: Arrival } =>
      (one.what === 'delivered' || one.what === 'bounced') && one.wave === wave && one.at <= at,
  )?.what

export type ParticipationEvent = EventOf<(typeof participationEvents)[number]>

const initial: ParticipationState = {
  groups: [],
  invitations: [],
  replies: [],
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

function fold(person: ParticipationState, event: ParticipationEvent): ParticipationState {
  switch (event.type) {
    case 'CustomerTargeted':
      return { ...person, groups: [...person.groups, event.data.group] }
    case 'ParticipantInvited': {
      const { group, channel, wave } = event.data
      return { ...person, invitations: [...person.invitations, { group, channel, wave }] }
    }
    case 'InvitationDelivered':
      return replied(person, 'delivered', event.data)
    case 'InvitationBounced':
      return replied(person, 'bounced', event.data)
    case 'InvitationAccepted':
      return replied(person, 'accepted', event.data)
    case 'InvitationDeclined':
      return replied(person, 'declined', event.data)
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

function replied(
  person: ParticipationState,
  what: Reply['what'],
  { wave, at }: Omit<Reply, 'what'>,
): ParticipationState {
  const later = person.replies.findIndex((one) => one.at > at)
  const place = later < 0 ? person.replies.length : later
  return { ...person, replies: person.replies.toSpliced(place, 0, { what, wave, at }) }
}
