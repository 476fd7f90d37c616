import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { leafHashOf } from '@ledger/proof-verifier'
import { GrowingTree, hashAt, TiledTree } from '../src/index.js'
import type { LeafPlace, TileStore, TreeState } from '../src/index.js'
import { referenceRoot } from './reference-tree.js'

export interface OpenedTileStores {
  /** Two over the same tree, as two processes have it. */
  readonly stores: readonly [TileStore, TileStore]
  dispose(): Promise<void>
}

const placeOf = (leaf: number): LeafPlace => ({
  position: 10 + 3 * leaf,
  event: `${(leaf * 7).toString(16).padStart(8, '0')}-0000-5000-8000-${leaf.toString(16).padStart(12, '0')}`,
})
const leafOf = (leaf: number) => leafHashOf(`leaf ${leaf}`)

/** What a store of tiles does, wherever it is kept. */
export function tileStoreContract(name: string, open: () => Promise<OpenedTileStores>): void {
  describe(`${name} as a store of tiles`, () => {
    let opened: OpenedTileStores
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.dispose())

    const growthOf = (tree: GrowingTree, over: TreeState, count: number) => {
      const leaves = Array.from({ length: count }, (_, at) => over.size + at)
      for (const leaf of leaves) tree.add(leafOf(leaf))
      return { over, leaves: leaves.map(placeOf), tiles: tree.takeChanged() }
    }
    async function grow(...steps: readonly number[]): Promise<void> {
      const tree = new GrowingTree()
      for (const step of steps) {
        const growth = growthOf(tree, await opened.stores[0].state(), step)
        expect(await opened.stores[0].grow(growth)).toBe(true)
      }
    }

    it('begins with a tree without leaves', async () => {
      const [store] = opened.stores
      expect(await store.state()).toEqual({ size: 0 })
      expect(await store.read([{ level: 0, number: 0 }])).toEqual([undefined])
      expect(await store.positions(0, 5)).toEqual([])
      expect([await store.leafAt(10), await store.leavesOf(placeOf(0).event)]).toEqual([undefined, []])
    })

    it('keeps tiles as they grow, for whoever reads', async () => {
      await grow(3, 250, 10, 700)
      const [, reader] = opened.stores
      expect(await reader.state()).toEqual({ size: 963, last: placeOf(962) })
      expect(await new TiledTree(reader).root(963)).toEqual(
        referenceRoot(Array.from({ length: 963 }, (_, leaf) => leafOf(leaf))),
      )
      const [first, last, above, missing] = await reader.read([
        { level: 0, number: 0 },
        { level: 0, number: 3 },
        { level: 1, number: 0 },
        { level: 0, number: 4 },
      ])
      expect([first!.inner?.length, last!.inner, above!.inner, missing]).toEqual([
        255 * 32,
        undefined,
        undefined,
        undefined,
      ])
      expect([last!.hashes.length, above!.hashes.length]).toEqual([(963 - 768) * 32, 3 * 32])
      expect(hashAt(last!.hashes, 0)).toEqual(leafOf(768))
    })

    it('leads from leaves to events and back', async () => {
      await grow(1, 600)
      const [, reader] = opened.stores
      const all = Array.from({ length: 601 }, (_, leaf) => placeOf(leaf).position)
      expect(await reader.positions(0, 1_000)).toEqual(all)
      expect(await reader.positions(250, 300)).toEqual(all.slice(250, 550))
      expect(await reader.positions(600, 3)).toEqual(all.slice(600))
      expect(await reader.positions(601, 3)).toEqual([])
      for (const leaf of [0, 1, 255, 256, 511, 512, 600]) {
        expect(await reader.leafAt(placeOf(leaf).position)).toBe(leaf)
        expect(await reader.leavesOf(placeOf(leaf).event)).toContain(leaf)
      }
      for (const position of [0, 9, 11, 12, 10 + 3 * 601]) expect(await reader.leafAt(position)).toBeUndefined()
      for (const unknown of ['ffffffff-0000-5000-8000-000000000000', 'f', 'no id', ''])
        expect(await reader.leavesOf(unknown)).toEqual([])
    })

    it('grows only from where its writer saw it', async () => {
      const [one, other] = opened.stores
      const [fast, slow] = [growthOf(new GrowingTree(), { size: 0 }, 5), growthOf(new GrowingTree(), { size: 0 }, 3)]
      expect([await one.grow(fast), await other.grow(slow)]).toEqual([true, false])
      expect(await other.state()).toEqual({ size: 5, last: placeOf(4) })
      expect(await new TiledTree(other).root(5)).toEqual(referenceRoot([0, 1, 2, 3, 4].map(leafOf)))
    })
  })
}
