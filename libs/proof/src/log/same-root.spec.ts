import { describe, expect, it } from '@jest/globals'
import { openEventStoreDb } from '@ledger/event-sourcing'
import { freshPrefix } from '@ledger/event-sourcing/testing'
import { counted, scratchProof } from '../../testing/index.js'
import { eventStoreDb } from '../../../../test/stacks/eventstoredb.js'
import { serverOf } from '../../../../test/stacks/server.js'
import { fsck } from '../fsck/fsck.js'
import { MerkleLog } from './merkle-log.js'

const onEventStore = await serverOf(eventStoreDb)

onEventStore((url) => {
  describe('the tree over EventStoreDB', () => {
    it('has the root that the same events have in a file, and is sound', async () => {
      await using embedded = await scratchProof()
      await using server = await scratchProof()
      const events = await openEventStoreDb({ url: url(), prefix: freshPrefix() })
      for (const [count, stream] of [
        [300, 'counter-a'],
        [5, 'counter-b'],
        [200, 'counter-a'],
      ] as const)
        await embedded.grow(count, stream)
      for await (const { stream, id, type, data, metadata } of embedded.events.readAll())
        await events.append(stream, 'any', [{ id, type, data, metadata }])
      const onTrouble = (error: unknown) => {
        throw error
      }
      await new MerkleLog({ events, tiles: server.tiles, onTrouble }).catchUp()
      const { size } = await server.tiles.state()
      expect(size).toBe(505)
      expect(await server.proof.tree.root(size)).toEqual(await embedded.proof.tree.root(size))
      expect(await fsck({ events, proof: server.proof, definitions: [counted] })).toMatchObject({
        sound: true,
        events: 505,
        tree: { leaves: 505, behind: 0 },
      })
      await events.close()
    })
  })
})
