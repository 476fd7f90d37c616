import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MerkleLog, SqliteTileStore } from '@ledger/proof'
import { fillLog, openStores } from '../history/fill.js'
import { eventsOf, history } from '../history/history.js'
import { sideBySide, timed } from '../measure.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'

export const treeCost: Row = {
  id: 'tree-cost',
  what: 'events through all projections with the tree of the log',
  against: 'without it',
  unit: 'µs/event',
  goal: { atMost: 1.25 },
  async measure(stage) {
    const dataDir = join(stage.folder, 'tree-cost')
    const size = { campaign: 'large', people: scaled(stage, 50_000), purchases: scaled(stage, 50_000) }
    await mkdir(dataDir)
    await fillLog(dataDir, history([size]))
    const each = async (withTree: boolean): Promise<number> => {
      const { store, projector, close } = await openStores(dataDir, 'tree-cost.sqlite')
      const tiles = await SqliteTileStore.open({ file: join(dataDir, 'tree.sqlite') })
      const tree = new MerkleLog({ events: store, tiles, onTrouble: () => undefined })
      const ms = await timed(() => Promise.all([projector.catchUp(), withTree ? tree.catchUp() : undefined]))
      if (withTree && (await tiles.state()).size !== eventsOf(size)) throw new Error('the tree is not complete')
      await tiles.close()
      await close()
      for (const name of ['tree-cost.sqlite', 'tree.sqlite'])
        for (const end of ['', '-wal', '-shm']) await rm(join(dataDir, `${name}${end}`), { force: true })
      return (ms * 1_000) / eventsOf(size)
    }
    return sideBySide(
      () => each(true),
      () => each(false),
    )
  },
}
