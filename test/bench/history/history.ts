import * as campaigns from '@ledger/campaigns'
import { aPlan } from '@ledger/campaigns/testing'
import * as customers from '@ledger/customers'
import { storedType } from '@ledger/event-sourcing'
import type { DomainEvent, EventMetadata } from '@ledger/event-sourcing'
import * as participation from '@ledger/participation'
import { v4 as uuid } from 'uuid'

/** An event with its place in its stream, as it goes into the log. */
export interface Written {
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly metadata: EventMetadata
}

/** A campaign of the history, and how many people it reaches. */
export interface CampaignSize {
  readonly campaign: string
  readonly people: number
  /** Purchases made while it runs, by any of the people. */
  readonly purchases: number
}

const first = { group: 'key-staff', channel: 'e-mail', wave: 'first' } as const
const START = Date.parse('2024-01-01T08:00:00.000Z')
const DAY_MS = 86_400_000

/** How many events a campaign of that size has. */
export const eventsOf = ({ people, purchases }: CampaignSize): number => {
  const shares = stages.reduce((sum, { every }) => sum + Math.ceil(people / every), 0)
  return 4 + shares + purchases
}

const customer = (index: number): string => `c-${String(index).padStart(7, '0')}`

/** Who reaches which stage: one of so many. All in one wave, so stage follows stage. */
const stages: readonly {
  every: number
  event: (campaign: string, customer: string, at: string) => DomainEvent
  atDesk?: true
}[] = [
  {
    every: 1,
    event: (campaign, customer) => participation.customerTargeted({ campaign, customer, group: first.group }),
  },
  { every: 1, event: (campaign, customer) => participation.participantInvited({ campaign, customer, ...first }) },
  {
    every: 2,
    event: (campaign, customer, at) => participation.invitationDelivered({ campaign, customer, ...first, at }),
  },
  {
    every: 4,
    event: (campaign, customer, at) => participation.invitationAccepted({ campaign, customer, ...first, at }),
  },
  {
    every: 8,
    event: (campaign, customer) => registered(campaign, customer),
    atDesk: true,
  },
]

const registered = (campaign: string, customer: string): DomainEvent =>
  participation.participantRegistered({ campaign, customer, registration: uuid(), partySize: 1, priority: 0 })

/** Puts events into their streams; a moment comes with each. */
class Recorder {
  private readonly revisions = new Map<string, number>()
  private readonly total: number
  private written = 0

  /** Days rise over three years, however many events there are. */
  constructor(total: number) {
    this.total = total
  }

  get now(): string {
    return new Date(START + Math.floor((this.written / this.total) * 1_000) * DAY_MS).toISOString()
  }

  put(stream: string, event: DomainEvent): Written {
    const revision = (this.revisions.get(stream) ?? -1) + 1
    this.revisions.set(stream, revision)
    const metadata = metadataAt(this.now)
    this.written += 1
    return { stream, revision, id: uuid(), type: storedType(event.type, 1), data: event.data, metadata }
  }
}

/**
 * The past of a firm, campaign by campaign: everybody is invited, fewer answer, and meanwhile people buy. Who buys is
 * scattered, as it is in a shop. The same sizes give the same events but for their ids.
 */
export function* history(sizes: readonly CampaignSize[]): Generator<Written> {
  const recorder = new Recorder(sizes.reduce((sum, size) => sum + eventsOf(size), 0))
  for (const size of sizes) {
    yield* approved(recorder, size.campaign, campaigns.waveBegun({ campaign: size.campaign, ...first }))
    for (const index of stages.keys()) yield* stageHistory(recorder, size, index)
  }
}

/** A desk in the middle of registration, with so many events in its stream. */
export function* openDesk(campaign: string, events: number): Generator<Written> {
  const recorder = new Recorder(events)
  const open = { campaign, capacity: 1_000_000, offerHours: 24 }
  yield* approved(recorder, campaign, campaigns.registrationOpened(open))
  yield recorder.put(`desk-${campaign}`, participation.deskOpened(open))
  for (let nth = 1; nth < events; nth += 1) yield recorder.put(`desk-${campaign}`, registered(campaign, customer(nth)))
}

function* approved(recorder: Recorder, campaign: string, last: DomainEvent): Generator<Written> {
  const stream = `campaign-${campaign}`
  yield recorder.put(stream, campaigns.campaignDrafted({ campaign, by: 'pat', plan: aPlan() }))
  yield recorder.put(stream, campaigns.campaignSubmitted({ campaign, by: 'pat', planDigest: 'd' }))
  yield recorder.put(stream, campaigns.campaignApproved({ campaign, by: 'alex', planDigest: 'd' }))
  yield recorder.put(stream, last)
}

/** One of so many people comes to a stage; purchases fall in between, a share of them at each stage. */
function* stageHistory(recorder: Recorder, { campaign, people, purchases }: CampaignSize, index: number) {
  const { every, event, atDesk } = stages[index]!
  const members = Math.ceil(people / every)
  const share = Math.floor(purchases / stages.length)
  const bought = index === 0 ? purchases - share * (stages.length - 1) : share
  for (let step = 0, sold = 0; step < members; step += 1) {
    const who = customer(step * every)
    const stream = atDesk ? `desk-${campaign}` : `participation-${campaign}:${who}`
    yield recorder.put(stream, event(campaign, who, recorder.now))
    for (; sold < ((step + 1) * bought) / members; sold += 1) {
      // A stride that shares no factor with the number of people visits all of them before it comes back.
      const buyer = customer((sold * 7_919 + index * 104_729) % people)
      yield recorder.put(
        `customer-${buyer}`,
        purchase(buyer, `${campaign}-${index}-${sold}`, recorder.now.slice(0, 10), sold),
      )
    }
  }
}

const purchase = (customer: string, id: string, day: string, nth: number): DomainEvent =>
  customers.purchaseRecorded({
    customer,
    purchase: id,
    day,
    zone: 'Europe/Vienna',
    revenue: 100 + ((nth * 7_919) % 50_000),
    productionCost: 50 + ((nth * 104_729) % 20_000),
    currency: 'EUR',
  })

function metadataAt(at: string): EventMetadata {
  const commandId = uuid()
  return { occurredAt: at, recordedAt: at, actor: 'crm', $correlationId: commandId, $causationId: commandId, commandId }
}
