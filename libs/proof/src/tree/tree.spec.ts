import { describe, expect, it } from '@jest/globals'
import { runs } from '@ledger/event-sourcing/testing'
import { isConsistent, isIncluded, leafHashOf } from '@ledger/proof-verifier'
import type { Hash } from '@ledger/proof-verifier'
import fc from 'fast-check'
import { MemoryTiles, referenceRoot } from '../../testing/index.js'
import { edgeOf, GrowingTree } from './growing-tree.js'
import { TiledTree } from './tiled-tree.js'
import { TreeDamaged } from './tree-damaged.js'

const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = (count: number): readonly Hash[] => Array.from({ length: count }, (_, n) => leafHashOf(`leaf ${n}`))

function grown(hashes: readonly Hash[]): { tiles: MemoryTiles; tree: TiledTree } {
  const [tiles, tree] = [new MemoryTiles(), new GrowingTree()]
  for (const hash of hashes) tree.add(hash)
  tiles.keep(tree.takeChanged())
  return { tiles, tree: new TiledTree(tiles) }
}

describe('the tree of RFC 6962 over tiles', () => {
  it('has the published roots', async () => {
    const hashes = LEAVES.map((hex) => leafHashOf(Buffer.from(hex, 'hex')))
    const { tree } = grown(hashes)
    for (const [size, root] of ROOTS.entries()) {
      expect((await tree.root(size)).toString('hex')).toBe(root)
    }
    expect((await tree.consistency(6, 8)).map((one) => one.toString('hex'))[0]).toBe(
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    )
    expect((await tree.consistency(2, 5)).map((one) => one.toString('hex'))).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })

  it('has the root that the definition gives, at every size around the edges of tiles', async () => {
    const hashes = leaves(2 * 256 + 3)
    const { tree } = grown(hashes)
    for (const size of [1, 2, 255, 256, 257, 300, 511, 512, 513, 515])
      expect(await tree.root(size)).toEqual(referenceRoot(hashes.slice(0, size)))
  })

  it('grows on from its edge as if it had never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }), async (steps) => {
        const hashes = leaves(steps.reduce((sum, step) => sum + step, 0))
        const tiles = new MemoryTiles()
        let size = 0
        for (const step of steps) {
          const edge = (await tiles.read(edgeOf(size))).map((tile) => tile!)
          const tree = new GrowingTree(size, edge)
          for (const hash of hashes.slice(size, size + step)) tree.add(hash)
          tiles.keep(tree.takeChanged())
          size = tree.size
        }
        expect(await new TiledTree(tiles).root(size)).toEqual(referenceRoot(hashes))
      }),
      runs(30),
    )
  })

  it('gives proofs that hold, and that hold no more when anything about them is another', async () => {
    const hashes = leaves(70_000)
    const { tree } = grown(hashes)
    const place = fc.integer({ min: 1, max: hashes.length })
    await fc.assert(
      fc.asyncProperty(place, place, fc.nat(), fc.nat(), async (one, other, which, bit) => {
        const [size, earlier] = [Math.max(one, other), Math.min(one, other)]
        const [root, before] = [await tree.root(size), await tree.root(earlier)]
        const [index, leaf] = [earlier - 1, hashes[earlier - 1]!]
        const path = await tree.inclusion(index, size)
        expect(isIncluded(leaf, index, size, root, path)).toBe(true)
        const proof = await tree.consistency(earlier, size)
        expect(isConsistent({ size: earlier, root: before }, { size, root }, proof)).toBe(true)
        for (const wrong of mutations(path, which, bit)) expect(isIncluded(leaf, index, size, root, wrong)).toBe(false)
        for (const wrong of mutations(proof, which, bit))
          expect(isConsistent({ size: earlier, root: before }, { size, root }, wrong)).toBe(false)
        expect(isIncluded(flipped(leaf, bit), index, size, root, path)).toBe(false)
        expect(isIncluded(leaf, index, size, flipped(root, bit), path)).toBe(false)
        expect(isConsistent({ size: earlier, root: flipped(before, bit) }, { size, root }, proof)).toBe(false)
      }),
      runs(150),
    )
  }, 60_000)

  it('reads a few tiles for a proof', async () => {
    const { tiles } = grown(leaves(70_000))
    await new TiledTree(tiles).inclusion(12_345, 70_000)
    expect(tiles.reads).toBeLessThanOrEqual(6)
  })

  it('says which tile is missing', async () => {
    const { tree } = grown(leaves(10))
    await expect(tree.root(300)).rejects.toThrow(TreeDamaged)
    await expect(tree.inclusion(3, 11)).rejects.toThrow('tile 0/0')
  })
})

const flipped = (hash: Hash, bit: number): Hash => {
  const changed = Buffer.from(hash)
  const at = bit % 256
  changed[at >> 3] = changed[at >> 3]! ^ (1 << (at & 7))
  return changed
}

/** The proof with one hash changed, left out, doubled, exchanged with its neighbour, or with one more. */
function mutations(proof: readonly Hash[], which: number, bit: number): readonly (readonly Hash[])[] {
  const longer = [
    [...proof, leafHashOf('one more')],
    [leafHashOf('one more'), ...proof],
  ]
  if (proof.length === 0) return longer
  const at = which % proof.length
  const [before, one, after] = [proof.slice(0, at), proof[at]!, proof.slice(at + 1)]
  const neighbour = after[0]
  return [
    ...longer,
    [...before, flipped(one, bit), ...after],
    [...before, ...after],
    [...before, one, one, ...after],
    ...(neighbour ? [[...before, neighbour, one, ...after.slice(1)]] : []),
  ]
}
