import type { SqliteEventStore } from '@ledger/event-sourcing'
import { bigLedger, smallLedger } from '../history/big-ledger.js'
import { openStores } from '../history/fill.js'
import { eventsOf, history } from '../history/history.js'
import { sideBySide, timed } from '../measure.js'
import { scaled } from '../row.js'
import type { Row, Stage } from '../row.js'

/** Appends at once, as many as a busy service has. */
const AT_ONCE = 256

let campaigns = 0

/** Microseconds an event, to append the events of another campaign and to bring them into all views. */
async function goingOn(stage: Stage, { store, projector }: Awaited<ReturnType<typeof openStores>>): Promise<number> {
  const size = { campaign: `more-${(campaigns += 1)}`, people: scaled(stage, 10_000), purchases: 0 }
  const ms = await timed(async () => {
    await appendAll(store, size)
    await projector.catchUp()
  })
  return (ms * 1_000) / eventsOf(size)
}

/** In order, and so many at a time that appends share transactions as they do in the service. */
async function appendAll(store: SqliteEventStore, size: Parameters<typeof history>[0][number]): Promise<void> {
  let waiting: Promise<unknown>[] = []
  for (const { stream, revision, ...event } of history([size])) {
    waiting.push(store.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]))
    if (waiting.length < AT_ONCE) continue
    await Promise.all(waiting)
    waiting = []
  }
  await Promise.all(waiting)
}

export const growth: Row = {
  id: 'growth',
  what: 'cost per appended and per projected event at 5 M events',
  against: 'at 100 k',
  unit: 'µs/event',
  goal: { atMost: 1.15 },
  async measure(stage) {
    const big = await openStores((await bigLedger(stage)).dataDir)
    const small = await openStores((await smallLedger(stage)).dataDir)
    try {
      return await sideBySide(
        () => goingOn(stage, big),
        () => goingOn(stage, small),
        5,
      )
    } finally {
      await big.close()
      await small.close()
    }
  },
}
