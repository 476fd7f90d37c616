import { contractSigned, purchaseRecorded, purchaseReversed } from '@ledger/customers'
import type { DomainEvent, Recorded } from '@ledger/event-sourcing'
import { deskEvents, participationEvents } from '@ledger/participation'
import type { DeskEvent, ParticipationEvent } from '@ledger/participation'
import type { Stage } from '@ledger/policies'
import { view } from '@ledger/read-store'
import { own } from '@ledger/values'
import { participantKey } from './participant.js'
import type { Facts, Participant, PurchaseFact, Registration, RegistrationStatus } from './participant.js'

/** Every person of every campaign, with when they first reached each stage: what funnels are counted from. */
export const participants = view('participants', {
  version: 5,
  reads: [...participationEvents, ...deskEvents, purchaseRecorded, purchaseReversed, contractSigned] as const,
  indexes: [
    ['campaign', 'customer'],
    ['campaign', 'answer'],
    ['campaign', 'registration.status'],
    ['campaign', 'registration.since'],
    ['customer'],
    ['offer.expiresAt'],
  ],
  keys: ({ data }) => {
    if (data.campaign === undefined) return []
    const many = 'customers' in data ? data.customers : 'lapsed' in data ? data.lapsed : undefined
    if (many) return many.map((customer) => participantKey(data.campaign!, customer))
    return 'customer' in data ? [participantKey(data.campaign!, data.customer)] : []
  },
  fold: (known: Participant | undefined, event, key): Participant => {
    const [campaign, customer] = key.split(' ') as [string, string]
    const person = known ?? {
      campaign,
      customer,
      groups: [],
      channels: [],
      waves: [],
      at: {},
      events: {},
      changedAt: '',
    }
    return { ...changed(person, event), ...foundAtDesk(person, event), changedAt: event.metadata.recordedAt }
  },
})

const desk: ReadonlySet<string> = new Set(deskEvents.map(({ eventName }) => eventName))

/** Where an event stands in the stream of the desk: who looks for what concerns a person need not read it all. */
const foundAtDesk = ({ atDesk = [] }: Participant, { type, revision }: Recorded<DomainEvent>) =>
  desk.has(type) ? { atDesk: [...atDesk, revision] } : {}

type Folded = Recorded<
  | ParticipationEvent
  | DeskEvent
  | ReturnType<typeof purchaseRecorded>
  | ReturnType<typeof purchaseReversed>
  | ReturnType<typeof contractSigned>
>

function changed(person: Participant, event: Folded): Participant {
  switch (event.type) {
    case 'CustomerTargeted':
      return reached(inGroup(person, event.data.group), 'targeted', event)
    case 'ParticipantInvited':
      return reached(inWave(person, event.data), 'invited', event)
    case 'InvitationDelivered':
      return delivered(inWave(person, event.data), event)
    case 'InvitationBounced':
      return answered(bounced(inWave(person, event.data), event), 'bounced', event)
    case 'InvitationAccepted':
      return answered(reached(inWave(person, event.data), 'accepted', event), 'accepted', event)
    case 'InvitationDeclined':
      return answered(inWave(person, event.data), 'declined', event)
    case 'FeedbackGiven':
      return reached(person, 'feedback', event)
    case 'ParticipantQualified':
      return reached(person, 'qualified', event)
    case 'OpportunityOpened':
      return reached(person, 'opportunity', event)
    case 'ParticipantRegistered':
      return reached(registered(person, event, 'registered'), 'registered', event)
    case 'ParticipantWaitlisted':
      return registered(person, event, 'waiting')
    case 'SeatOffered': {
      const { registration, expiresAt } = event.data
      return { ...withStatus(person, 'offered'), offer: { registration, expiresAt } }
    }
    case 'OfferAccepted':
      return reached(withStatus(person, 'registered'), 'registered', event)
    case 'OfferDeclined':
      return withStatus(person, 'declined')
    case 'OfferExpired':
      return withStatus(person, 'expired')
    case 'RegistrationCancelled':
      return withStatus(person, 'cancelled')
    case 'RegistrationRejected':
      return withStatus(person, 'rejected')
    case 'ParticipantCheckedIn':
      return reached(withStatus(person, 'attended'), 'attended', event)
    case 'CheckInUndone':
      return undone(person)
    case 'NoShowsRecorded':
      return withStatus(person, 'no-show')
    case 'RegistrationTakenOver': {
      const status = person.at.attended === undefined ? 'registered' : 'attended'
      return reached(takenOver(person, event, 'taken-over', status), 'registered', event)
    }
    case 'AttendanceTakenOver': {
      const known = person.registration ? withStatus(person, 'attended') : takenOver(person, event, 'came', 'attended')
      return reached(known, 'attended', event)
    }
    case 'PurchaseRecorded': {
      const { purchase, day, revenue, currency } = event.data
      const bought: PurchaseFact = [Date.parse(event.metadata.occurredAt), event.position, day, revenue, currency]
      return withFacts(person, 'purchased', { ...person.purchases, [purchase]: bought })
    }
    case 'PurchaseReversed':
      return withFacts(person, 'purchased', without(person.purchases, event.data.purchase))
    case 'ContractSigned':
      return reached(person, 'contract', event)
    case 'DeskClosed':
      return withStatus(person, 'waiting')
    case 'DeskOpened':
    case 'CapacityChanged':
      return person
  }
}

/** The first time that a stage was reached in the world; an earlier fact that is learned later moves it back. */
function reached(person: Participant, stage: Stage, event: Recorded<DomainEvent>): Participant {
  const time = Date.parse(event.metadata.occurredAt)
  const before = person.at[stage]
  return {
    ...person,
    at: { ...person.at, [stage]: before === undefined ? time : Math.min(before, time) },
    events: { ...person.events, [stage]: [...(person.events[stage] ?? []), event.position] },
  }
}

type Arrival = Recorded<DomainEvent<string, { readonly wave: string }>>

/** An invitation has arrived, unless it is known already that it bounced after that. */
function delivered(person: Participant, { data: { wave }, metadata, position }: Arrival): Participant {
  const at = Date.parse(metadata.occurredAt)
  if (at < (own(person.bounces ?? {}, wave) ?? -Infinity)) return person
  return withFacts(person, 'delivered', { ...person.deliveries, [`${wave} ${at}`]: [at, position] })
}

/** What was delivered by then has come back; what is known to have arrived after it stays. */
function bounced(person: Participant, { data: { wave }, metadata }: Arrival): Participant {
  const at = Date.parse(metadata.occurredAt)
  const last = Math.max(at, own(person.bounces ?? {}, wave) ?? at)
  const kept = Object.entries(person.deliveries ?? {}).filter(
    ([name, [when]]) => !name.startsWith(`${wave} `) || when > at,
  )
  const known = { ...person, bounces: { ...person.bounces, [wave]: last } }
  return withFacts(known, 'delivered', Object.fromEntries(kept))
}

/** Facts may be told out of their order; what was said last holds. */
function answered(
  person: Participant,
  answer: NonNullable<Participant['answer']>,
  { metadata: { occurredAt } }: Recorded<DomainEvent>,
): Participant {
  const isOlder = person.answeredAt !== undefined && occurredAt < person.answeredAt
  return isOlder ? person : { ...person, answer, answeredAt: occurredAt }
}

const factsOf = { delivered: 'deliveries', purchased: 'purchases' } as const

/** A stage that stands on facts which may be taken back: whoever sent everything back has bought nothing. */
function withFacts(person: Participant, stage: keyof typeof factsOf, facts: Facts): Participant {
  const kept = { ...person, [factsOf[stage]]: facts }
  const all = Object.values(facts)
  if (all.length === 0) return notReached(kept, stage)
  return {
    ...kept,
    at: { ...person.at, [stage]: Math.min(...all.map(([at]) => at)) },
    events: { ...person.events, [stage]: all.map(([, position]) => position) },
  }
}

function without(facts: Facts = {}, name: string): Facts {
  const { [name]: _, ...left } = facts
  return left
}

/** A check-in in error is no attendance. */
const undone = (person: Participant): Participant => withStatus(notReached(person, 'attended'), 'registered')

function notReached(person: Participant, stage: Stage): Participant {
  const { [stage]: _, ...at } = person.at
  const { [stage]: __, ...events } = person.events
  return { ...person, at, events }
}

const added = (list: readonly string[], one: string | undefined): readonly string[] =>
  one === undefined || list.includes(one) ? list : [...list, one]

const inGroup = (person: Participant, group: string | undefined): Participant => ({
  ...person,
  groups: added(person.groups, group),
})

interface Wave {
  readonly group?: string | undefined
  readonly channel?: string | undefined
  readonly wave?: string | undefined
}

const inWave = (person: Participant, { group, channel, wave }: Wave): Participant => ({
  ...inGroup(person, group),
  channels: added(person.channels, channel),
  waves: added(person.waves, wave),
})

interface Entry {
  readonly registration: string
  readonly partySize: number
  readonly priority: number
}

function registered(
  person: Participant,
  event: Recorded<DomainEvent<string, Entry>>,
  status: 'registered' | 'waiting',
): Participant {
  const { registration, partySize, priority } = event.data
  const entry: Registration = { registration, status, partySize, priority, since: event.metadata.occurredAt }
  return { ...withoutOffer(person), registration: entry }
}

type Told = Recorded<DomainEvent<string, { readonly source: string; readonly partySize?: number }>>

/** As the desk has it; of somebody who is only known to have come it knows no party. */
const takenOver = (
  person: Participant,
  event: Told,
  registration: string,
  status: RegistrationStatus,
): Participant => ({
  ...person,
  registration: {
    registration,
    status,
    partySize: event.data.partySize ?? 1,
    priority: 0,
    since: event.metadata.occurredAt,
  },
})

const withStatus = (person: Participant, status: RegistrationStatus): Participant => {
  const { registration, ...rest } = withoutOffer(person)
  return registration ? { ...rest, registration: { ...registration, status } } : rest
}

const withoutOffer = ({ offer: _, ...person }: Participant): Participant => person
