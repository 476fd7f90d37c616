import { expect, it } from '@jest/globals'
import type { EventStore } from '../../src/event-store.js'
import { StoreUnavailable } from '../../src/event-store.js'
import type { Open } from './fixture.js'
import { caughtUp, freshStream, gathered, newEvent, newEvents, subscribed, withStore } from './fixture.js'

const CALLS: readonly (readonly [method: string, call: (store: EventStore) => Promise<unknown>])[] = [
  ['append', (store) => store.append(freshStream(), 'any', [newEvent()])],
  ['readStream', (store) => gathered(store.readStream(freshStream()))],
  ['readAll', (store) => gathered(store.readAll())],
  ['subscribe', (store) => gathered(store.subscribe({ signal: new AbortController().signal }))],
  ['head', (store) => store.head()],
  ['lag', (store) => store.lag(undefined)],
]

export function closing(open: Open): void {
  it.each(CALLS)('%s is refused after closing', (_, call) =>
    withStore(open, async ({ store }) => {
      await store.close()
      await expect(call(store)).rejects.toBeInstanceOf(StoreUnavailable)
    }),
  )

  it('can be closed twice', () =>
    withStore(open, async ({ store }) => {
      await Promise.all([store.close(), store.close()])
      await expect(store.close()).resolves.toBeUndefined()
    }))

  it('writes what was appended before it closes', () =>
    withStore(open, async ({ store, reopen }) => {
      const stream = freshStream()
      const appending = store.append(stream, 'no_stream', newEvents(3))
      await store.close()
      await expect(appending).resolves.toMatchObject({ revision: 2 })
      expect(await gathered((await reopen()).readStream(stream))).toHaveLength(3)
    }))

  it('ends subscriptions', () =>
    withStore(open, async ({ store }) => {
      const subscription = subscribed(store, { filter: { streamPrefixes: [freshStream()] } })
      await subscription.until(caughtUp)
      await store.close()
      await expect(subscription.until(() => false)).rejects.toThrow('the subscription ended')
    }))
}
