import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { contractSigned, purchaseRecorded, purchaseReversed } from '@ledger/customers'
import { scratchFolder } from '@ledger/event-sourcing/testing'
import type { Process } from '@ledger/event-sourcing/testing'
import type { DomainEvent, EventMetadata, EventStore } from '@ledger/event-sourcing'
import * as participation from '@ledger/participation'
import type { TileStore } from '@ledger/proof'
import { Projector, SqliteReadStore, Views } from '@ledger/read-store'
import type { View } from '@ledger/read-store'
import { documentThen, Vantages } from '@ledger/time-travel'
import type { AskedMoment, Needed } from '@ledger/time-travel'
import fc from 'fast-check'
import { participantKey } from './participant.js'
import { participants } from './participants.js'
import { besideParticipation, neededOfCampaign, neededOfCampaigns } from './streams.js'

const { deskEvents, participationEvents } = participation
const definitions = [...participationEvents, ...deskEvents, purchaseRecorded, purchaseReversed, contractSigned]

const people = ['ann', 'ann-2', 'an', 'bob', 'cyd', 'z.1', 'z_1', 'z~1']
/** Names of campaigns begin alike, and so do those of people. */
const campaigns = ['fair', 'fair-2', 'fai']
const first = { group: 'key-staff', channel: 'e-mail', wave: 'w1' } as const
const entry = { registration: 'r', partySize: 1, priority: 0 }
const money = { day: '2026-04-01', zone: 'UTC', revenue: 1, productionCost: 0, currency: 'EUR' }

/** What can be told of a person in a campaign, and whose stream it stands in. */
const kinds: readonly ((campaign: string, customer: string, others: readonly string[]) => [string, DomainEvent])[] = [
  (campaign, customer) => [
    `participation-${campaign}:${customer}`,
    participation.participantInvited({ campaign, customer, ...first }),
  ],
  (campaign, customer) => [
    `participation-${campaign}:${customer}`,
    participation.invitationDelivered({ campaign, customer, ...first, at: '2026-04-01T08:00:00Z' }),
  ],
  (campaign, customer) => [
    `participation-${campaign}:${customer}`,
    participation.invitationBounced({ campaign, customer, ...first, at: '2026-04-01T08:00:00Z' }),
  ],
  (campaign, customer) => [
    `desk-${campaign}`,
    participation.participantRegistered({ campaign, customer, ...entry, registration: customer }),
  ],
  (campaign, customer) => [`desk-${campaign}`, participation.participantCheckedIn({ campaign, customer, scan: 's' })],
  (campaign, _, customers) => [
    `desk-${campaign}`,
    participation.noShowsRecorded({ campaign, customers, remaining: 0 }),
  ],
  (campaign, _, lapsed) => [
    `desk-${campaign}`,
    participation.deskClosed({ campaign, because: 'closed', registered: 1, seats: 1, waiting: 1, lapsed }),
  ],
  (campaign, customer) => [
    `customer-${customer}`,
    purchaseRecorded({ ...money, customer, campaign, purchase: `p-${campaign}` }),
  ],
  (_, customer) => [`customer-${customer}`, purchaseRecorded({ ...money, customer, purchase: 'elsewhere' })],
  (campaign, customer) => [
    `customer-${customer}`,
    purchaseReversed({ customer, purchase: `p-${campaign}`, day: money.day, zone: 'UTC', campaign } as never),
  ],
]

const someone = fc.constantFrom(...people)
const story = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    campaign: fc.constantFrom(...campaigns),
    customer: someone,
    others: fc.uniqueArray(someone, { minLength: 1, maxLength: 5 }),
    day: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 400, maxLength: 400 },
)
/** So much of it the views have seen. */
const SEEN = 300
const onDay = (day: number) => `2026-04-0${day}T09:00:00.000Z`

describe('the participants of a campaign as they were', () => {
  let folder: Awaited<ReturnType<typeof scratchFolder>>
  let opened: Process
  let ways: { readonly keyByKey: Vantages; readonly alongTheLog: Vantages }
  let read: SqliteReadStore

  beforeAll(async () => {
    folder = await scratchFolder(definitions)
    opened = await folder.open()
    const { events, codec, keys, states } = opened
    read = await SqliteReadStore.open({ file: join(folder.path, 'views.sqlite') })
    const views = [participants as unknown as View]
    const projector = new Projector({ events, read, views, decode: (stored) => codec.decode(stored) })
    for (const { kind, campaign, customer, others, day } of fc.sample(story, { numRuns: 1, seed: 7 })[0]!) {
      const [stream, event] = kind(campaign, customer, others)
      const id = crypto.randomUUID()
      const at = { occurredAt: onDay(day), recordedAt: onDay(9) }
      const metadata = { ...at, actor: 'crm', commandId: id, $causationId: id, $correlationId: id }
      await events.append(stream, 'any', [await codec.encode(event, id, metadata satisfies EventMetadata)])
      if ((await events.head()) === SEEN) await projector.catchUp()
    }
    const vantages = (log: EventStore) =>
      new Vantages({
        ...{ events: log, codec, keys, states, clock: () => new Date() },
        ...{ views: new Views(read), tiles: {} as TileStore },
      })
    const without = new Proxy(events, {
      get: (store, name) => {
        if (name === 'readByStream') return () => undefined
        const found = store[name as keyof EventStore] as unknown
        return typeof found === 'function' ? (found as () => unknown).bind(store) : found
      },
    })
    ways = { keyByKey: vantages(events), alongTheLog: vantages(without) }
  })
  afterAll(async () => {
    await ways.keyByKey.close()
    await ways.alongTheLog.close()
    await read.close()
    await folder[Symbol.asyncDispose]()
  })

  const shown = (vantages: Vantages, asked: AskedMoment, needed: Needed) =>
    vantages.from(asked, needed, async (from) => {
      const { entries } = await from.views.of(participants).find({ limit: 1_000 })
      return entries
    })

  const moments: readonly AskedMoment[] = [
    { knownAtPosition: 1 },
    { knownAtPosition: 150 },
    { knownAtPosition: 400 },
    { asOf: onDay(5) },
    { asOf: onDay(5), knownAtPosition: 300 },
  ]

  it.each(moments)('are the same key by key as along the log: %j', async (asked) => {
    for (const campaign of campaigns) {
      const entries = await shown(ways.keyByKey, asked, neededOfCampaign(campaign))
      expect(entries).toEqual(await shown(ways.alongTheLog, asked, neededOfCampaign(campaign)))
      expect(entries.every(({ document }) => document.campaign === campaign)).toBe(true)
      if (!('knownAtPosition' in asked) || asked.knownAtPosition! > 1) expect(entries.length).toBeGreaterThan(3)
    }
  })

  it.each<AskedMoment>([{ knownAtPosition: 300 }, { asOf: onDay(5) }])(
    'are the same of several campaigns at once as of one after the other, and of no others: %j',
    async (asked) => {
      const [fair, , fai] = campaigns as [string, string, string]
      const each = [fai, fair].map((campaign) => shown(ways.keyByKey, asked, neededOfCampaign(campaign)))
      const atOnce = await shown(ways.keyByKey, asked, neededOfCampaigns([fair, fai]))
      expect(atOnce).toEqual((await Promise.all(each)).flat())
      expect(await shown(ways.keyByKey, asked, neededOfCampaigns([fair]))).toEqual(await each[1])
    },
  )

  it.each(moments)('are the same one by one, with what today’s view knows of the desk: %j', async (asked) => {
    for (const campaign of campaigns) {
      const alone = (customer: string) =>
        ways.keyByKey.from(asked, undefined, async ({ events, today }) => {
          const beside = await besideParticipation(today, campaign, customer)
          expect(beside[0]?.known).toBeDefined()
          const sources = [{ stream: `participation-${campaign}:${customer}` }, ...beside]
          return documentThen(opened.codec, events, participants as unknown as View, {
            key: participantKey(campaign, customer),
            sources,
          })
        })
      const found = await Promise.all(people.map(alone))
      const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1)
      expect(found.filter((one) => one !== undefined).toSorted(byKey)).toEqual(
        await shown(ways.alongTheLog, asked, neededOfCampaign(campaign)),
      )
    }
  })
})
