import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { SqliteEventStore } from '@ledger/event-sourcing'
import type { NewStoredEvent } from '@ledger/event-sourcing'
import { callers, sideBySide } from '../measure.js'
import { openRawLog } from '../peers/raw-log.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'

const CALLERS = 64
/** A purchase with its envelope, 580 bytes in all: what the ledger writes most. */
export const anEvent = (): NewStoredEvent => ({
  id: randomUUID(),
  type: 'PurchaseRecorded.v1',
  data: {
    customer: 'c-100200',
    purchase: 'receipt-4711',
    day: '2027-03-12',
    zone: 'Europe/Vienna',
    revenue: 12_500,
    productionCost: 7_000,
    currency: 'EUR',
  },
  metadata: {
    occurredAt: '2027-03-12T09:30:00.000Z',
    recordedAt: '2027-03-12T09:30:00.125Z',
    actor: 'web-shop',
    $correlationId: '7b1d3f0e-3f0f-4a43-9c53-4d8b1a2a6d11',
    $causationId: '7b1d3f0e-3f0f-4a43-9c53-4d8b1a2a6d11',
    commandId: '7b1d3f0e-3f0f-4a43-9c53-4d8b1a2a6d11',
  },
})

/** Every caller has a stream of its own and says which revision it expects. */
function appending(store: SqliteEventStore): (caller: number) => Promise<unknown> {
  const revisions = new Map<number, number>()
  return (caller) => {
    const revision = revisions.get(caller)
    revisions.set(caller, (revision ?? -1) + 1)
    return store.append(`customer-${caller}`, revision ?? 'no_stream', [anEvent()])
  }
}

export const append64: Row = {
  id: 'append-64',
  what: '64 concurrent callers, one event each, durable',
  against: 'a raw node:sqlite loop with the same group commit and schema',
  unit: 'appends/s',
  goal: { atLeast: 0.7 },
  async measure(stage) {
    const calls = scaled(stage, 50_000)
    const store = await SqliteEventStore.open({ file: join(stage.folder, 'append.sqlite') })
    const raw = openRawLog(join(stage.folder, 'append-raw.sqlite'))
    const ours = appending(store)
    const theirs = (caller: number) => raw.append(`customer-${caller}`, anEvent())
    const measured = await sideBySide(
      () => callers(CALLERS, calls, ours),
      () => callers(CALLERS, calls, theirs),
      5,
    )
    await store.close()
    raw.close()
    return measured
  },
}

export const appendPeer: Row = {
  id: 'append-peer',
  what: '64 concurrent callers, one event each, durable',
  against: '@event-driven-io/emmett-sqlite as its documentation sets it up, with the same durability',
  unit: 'appends/s',
  goal: { atLeast: 10 },
  async measure(stage) {
    const { openEmmett } = await import('../peers/emmett.js')
    const store = await SqliteEventStore.open({ file: join(stage.folder, 'append-peer.sqlite') })
    const peer = await openEmmett(join(stage.folder, 'append-emmett.sqlite'))
    const ours = appending(store)
    const measured = await sideBySide(
      () => callers(CALLERS, scaled(stage, 20_000), ours),
      () => callers(CALLERS, scaled(stage, 1_000), (caller) => peer.append(`customer-${caller}`, anEvent())),
    )
    await store.close()
    await peer.close()
    return {
      ...measured,
      note: 'the peer gets its appends one after another: of those that come at once it refuses most',
    }
  },
}
