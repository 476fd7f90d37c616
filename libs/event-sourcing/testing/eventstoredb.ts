import { randomUUID } from 'node:crypto'
import { openEventStoreDb } from '../src/index.js'
import type { EventStoreDbOptions } from '../src/index.js'

/** A prefix that nobody else uses, so that many ledgers share a server. */
export const freshPrefix = (): string => `test-${randomUUID()}-`

/** A ledger of its own on a server, as something to `await using`. */
export async function scratchLedger(url: string, options: Omit<EventStoreDbOptions, 'url'> = {}) {
  const prefix = options.prefix ?? freshPrefix()
  const store = await openEventStoreDb({ url, ...options, prefix })
  return { store, prefix, [Symbol.asyncDispose]: () => store.close() }
}
