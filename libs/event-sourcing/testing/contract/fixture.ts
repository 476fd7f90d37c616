import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from '@jest/globals'
import type { EventFilter, EventStore, NewStoredEvent, StoredEvent, SubscriptionItem } from '../../src/event-store.js'

export interface Opened {
  readonly store: EventStore
  /** Closes the store and opens the same log again, as after a restart of the process. */
  reopen(): Promise<EventStore>
  /** Closes what is open and removes what the test left behind. */
  dispose(): Promise<void>
}

export type Open = () => Promise<Opened>

/** One store for the tests of a `describe`. */
export function sharedStore(open: Open): () => EventStore {
  let opened: Opened
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.dispose())
  return () => opened.store
}

/** A store of its own, for a test that closes or reopens it. */
export async function withStore(open: Open, test: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = await open()
  try {
    await test(opened)
  } finally {
    await opened.dispose()
  }
}

export const freshStream = (category = 'contract'): string => `${category}-${randomUUID()}`

export const newEvent = (event: Partial<NewStoredEvent> = {}): NewStoredEvent => ({
  id: randomUUID(),
  type: 'Noted.v1',
  data: { note: 'n' },
  metadata: { recordedAt: new Date().toISOString(), actor: 'pat' },
  ...event,
})

export const newEvents = (count: number): NewStoredEvent[] =>
  Array.from({ length: count }, (_, n) => newEvent({ data: { n } }))

/** Everything that comes, up to the end. */
export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id)

export const eventsOf = (items: readonly SubscriptionItem[]): StoredEvent[] =>
  items.flatMap((item) => (item.kind === 'events' ? item.events : []))

/** Adds events to a new stream, in appends that no store finds too large. */
export async function filledStream(
  store: EventStore,
  count: number,
  stream = freshStream(),
): Promise<NewStoredEvent[]> {
  const events = newEvents(count)
  for (let from = 0; from < count; from += 500) {
    await store.append(stream, from === 0 ? 'no_stream' : from - 1, events.slice(from, from + 500))
  }
  return events
}

export interface Subscribed {
  readonly items: readonly SubscriptionItem[]
  /** Resolves when the condition holds; looks after every item. Rejects where the subscription ended before. */
  until(condition: (items: readonly SubscriptionItem[]) => boolean): Promise<void>
  /** Aborts and waits for the iterator to return. */
  stop(): Promise<readonly SubscriptionItem[]>
}

/** Runs a subscription in the background and keeps what comes. */
export function subscribed(
  store: EventStore,
  options: { after?: number | undefined; filter?: EventFilter },
): Subscribed {
  const controller = new AbortController()
  const items: SubscriptionItem[] = []
  let arrived = Promise.withResolvers<void>()
  const run = async () => {
    for await (const item of store.subscribe({ ...options, signal: controller.signal })) {
      items.push(item)
      arrived.resolve()
      arrived = Promise.withResolvers()
    }
  }
  const running = run()
  const ended = running.then(() => Promise.reject(new Error('the subscription ended')))
  ended.catch(() => undefined)
  return {
    items,
    async until(condition) {
      while (!condition(items)) await Promise.race([arrived.promise, ended])
    },
    async stop() {
      controller.abort()
      await running
      return items
    },
  }
}

export const caughtUp = (items: readonly SubscriptionItem[]): boolean => items.some(({ kind }) => kind === 'caughtUp')
