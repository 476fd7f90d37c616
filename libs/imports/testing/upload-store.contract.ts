import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { PIECE_BYTES, UploadStore } from '../src/uploads/upload-store.js'
import type { Kept } from '../src/uploads/upload-store.js'
import type { UploadPlace } from './upload-spools.js'

const DAY_MS = 86_400_000
const uploaded = (id: string): Kept['upload'] => ({
  import: id,
  name: 'Käufe.csv',
  bytes: 3,
  sha256: 'ab'.repeat(32),
  by: 'ann',
  uploadedAt: '2027-03-01T00:00:00.000Z',
  form: { format: 'csv', separator: ';', quote: '"', encoding: 'utf-8', header: true, gzip: false },
  columns: ['a.b', '$c', ''],
  content: `${id} content`,
})
const left = { since: '2027-03-01T00:00:00.000Z' }
const isArriving = (): boolean => false

/** What a store of uploads does, wherever it is kept. */
export function uploadStoreContract(open: () => Promise<UploadPlace>): void {
  describe('a store of uploads', () => {
    let place: UploadPlace
    let one: UploadStore
    let other: UploadStore
    beforeEach(async () => {
      place = await open()
      one = new UploadStore(await place.spool())
      other = new UploadStore(await place.spool())
    })
    afterEach(async () => {
      await place[Symbol.asyncDispose]()
    })

    it('gives what was kept of an import, the last of each kind, to whoever asks', async () => {
      await one.keep('i', 'leaving', left)
      expect(await other.find('i')).toBeUndefined()
      await one.keep('i', 'upload', uploaded('i'))
      await one.keep('i', 'cancelled', { work: 'w1' })
      await other.keep('i', 'cancelled', { work: 'w2' })
      const { lastAt, ...kept } = (await one.find('i'))!
      expect(kept).toEqual({ upload: uploaded('i'), cancelled: { work: 'w2' }, leaving: left })
      expect(Date.now() - Date.parse(lastAt)).toBeLessThan(60_000)
    })

    it('keeps records of two that write at once', async () => {
      await one.keep('i', 'upload', uploaded('i'))
      await Promise.all([one.keep('i', 'cancelled', { work: 'w' }), other.keep('i', 'leaving', left)])
      expect(await one.find('i')).toMatchObject({ cancelled: { work: 'w' }, leaving: left })
    })

    it('gives pieces byte for byte, in their order, up to the first that is missing', async () => {
      const whole = Buffer.from(Array.from({ length: PIECE_BYTES }, (_, at) => (at * 7 + (at >> 8)) % 256))
      for (const [number, piece] of [whole, Buffer.from([0, 255]), Buffer.from('ü')].entries())
        await one.putPiece('i', 'p', number, piece)
      await one.putPiece('i', 'p', 11, Buffer.from('behind a gap'))
      const pieces = await Array.fromAsync(other.pieces('p'))
      expect(Buffer.concat(pieces).equals(Buffer.concat([whole, Buffer.from([0, 255]), Buffer.from('ü')]))).toBe(true)
      expect(await other.count('p')).toBe(4)
      expect(await Array.fromAsync(other.pieces('nowhere'))).toEqual([])
      expect(await other.count('nowhere')).toBe(0)
    })

    it('replaces a piece that is put again', async () => {
      await one.putPiece('i', 'p', 0, Buffer.from('first'))
      await other.putPiece('i', 'p', 0, Buffer.from('second'))
      expect((await Array.fromAsync(one.pieces('p'))).map(String)).toEqual(['second'])
    })

    it('lists uploads by their last use, newest first, and pieces not at all', async () => {
      for (const id of ['a', 'b', 'c']) {
        await one.putPiece(id, `${id} content`, 0, Buffer.from(id))
        await one.keep(id, 'upload', uploaded(id))
        await nextMillisecond()
      }
      await other.keep('a', 'cancelled', { work: 'w' })
      const uses = await one.uses()
      expect(uses.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
      expect(uses[0]!.place).toBe(`${(await one.find('a'))!.lastAt}_a`)
    })

    it('removes an import with all its pieces, and nothing of others', async () => {
      for (const id of ['i', 'i2']) {
        for (const number of [0, 1]) await one.putPiece(id, `${id} content`, number, Buffer.from(id))
        await one.putPiece(id, `${id} rejects`, 0, Buffer.from('r'))
        await one.keep(id, 'upload', uploaded(id))
      }
      await other.remove('i')
      expect(await one.find('i')).toBeUndefined()
      expect([await one.count('i content'), await one.count('i rejects'), await one.count('i')]).toEqual([0, 0, 0])
      expect(await one.ids()).toEqual(['i2'])
      await one.removePieces('i2 rejects')
      expect([await other.count('i2 content'), await other.count('i2 rejects')]).toEqual([2, 0])
    })

    it('finds what nobody has used for a day, and what never came to its end', async () => {
      await one.putPiece('whole', 'whole content', 0, Buffer.from('1'))
      await one.keep('whole', 'upload', uploaded('whole'))
      await one.putPiece('broken', 'broken content', 0, Buffer.from('1'))
      await one.putPiece('coming', 'coming content', 0, Buffer.from('1'))
      const later = new Date(Date.now() + DAY_MS + 1_000)
      expect(await other.overdue(new Date(), isArriving)).toEqual([])
      const gone = await other.overdue(later, (where) => where === 'coming content')
      expect(gone.toSorted()).toEqual(['broken', 'whole'])
    })
  })
}

const nextMillisecond = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2))
