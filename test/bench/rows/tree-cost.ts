import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fillLog, openStores, openTree } from '../history/fill.js'
import { eventsOf, history } from '../history/history.js'
import type { CampaignSize } from '../history/history.js'
import { sideBySide, timed } from '../measure.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'

const LOOK_EVERY_MS = 5

/** Views that are live, and behind them a log that has gone on while nobody looked. */
async function behind(dataDir: string, size: CampaignSize): Promise<void> {
  await mkdir(dataDir)
  const { projector, close } = await openStores(dataDir)
  await projector.catchUp()
  await close()
  await fillLog(dataDir, history([size]))
}

/** Microseconds an event until everything that follows the log has come to its end, as in the service: at once. */
async function following(dataDir: string, size: CampaignSize, withTree: boolean): Promise<number> {
  await behind(dataDir, size)
  const events = eventsOf(size)
  const { store, projector, close } = await openStores(dataDir)
  const { tiles, growing } = await openTree(dataDir, store)
  const done = async (): Promise<boolean> =>
    (await projector.status()).every(({ checkpoint }) => checkpoint === events) &&
    (!withTree || (await tiles.state()).size === events)
  const ms = await timed(async () => {
    projector.start()
    if (withTree) growing.start()
    while (!(await done())) await setTimeout(LOOK_EVERY_MS)
  })
  await growing.stop()
  await projector.stop()
  await tiles.close()
  await close()
  await rm(dataDir, { recursive: true })
  return (ms * 1_000) / events
}

export const treeCost: Row = {
  id: 'tree-cost',
  what: 'events through all projections with the tree of the log, all of which follow it',
  against: 'without the tree',
  unit: 'µs/event',
  goal: { atMost: 1.25 },
  async measure(stage) {
    const dataDir = join(stage.folder, 'tree-cost')
    const size = { campaign: 'large', people: scaled(stage, 50_000), purchases: scaled(stage, 50_000) }
    return sideBySide(
      () => following(dataDir, size, true),
      () => following(dataDir, size, false),
    )
  },
}
