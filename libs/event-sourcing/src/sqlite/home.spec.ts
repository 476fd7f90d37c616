import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { StoreDamaged } from '../event-store.js'
import { SqliteEventStore } from './sqlite-event-store.js'

const ids = Array.from({ length: 60 }, (_, n) => `6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8${String(n).padStart(3, '0')}`)

/** A log of sixty events in two streams, and a way to copy it with a change made by plain SQLite. */
async function sixtyEvents() {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'events.sqlite')
  const log = await SqliteEventStore.open({ file })
  for (const [n, id] of ids.entries()) {
    const event = { id, type: 'Said.v1', data: { n, text: 'x'.repeat(500) }, metadata: {} }
    await log.append(`s-${n % 2}`, 'any', [event])
  }
  await log.close()
  return {
    file,
    async copy(change: (copy: string) => Promise<void> | void = () => undefined) {
      const copy = join(folder.path, 'copy.sqlite')
      await copyFile(file, copy)
      await change(copy)
      return SqliteEventStore.open({ file: copy })
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

const sql = (text: string) => (file: string) => {
  const database = new DatabaseSync(file)
  database.exec(text)
  database.close()
}

describe('a log that was copied', () => {
  it('is looked through, and opens where it is whole', async () => {
    await using it = await sixtyEvents()
    const copy = await it.copy()
    expect(await Array.fromAsync(copy.readAll())).toHaveLength(60)
    await copy.close()
  })

  it.each([
    ['an event is missing', 'DELETE FROM events WHERE position = 30', /events are missing/],
    ['its beginning is missing', 'DELETE FROM events WHERE position < 3', /events are missing/],
    [
      'a stream has a gap',
      "UPDATE events SET revision = revision + 1, checksum = NULL WHERE stream = 's-1' AND revision = 29",
      /events of s-1 are missing/,
    ],
    [
      'a letter has changed',
      "UPDATE events SET data = replace(data, 'xx', 'xy') WHERE position = 7",
      /position 7 is not as/,
    ],
    ['an event has moved', "UPDATE events SET stream = 's-2', revision = 0 WHERE position = 1", /s-0 are missing/],
  ])('is refused where %s, with what to do', async (_, change, words) => {
    await using it = await sixtyEvents()
    const opening = it.copy(sql(change))
    await expect(opening).rejects.toThrow(words)
    await expect(opening).rejects.toThrow(/copy\.sqlite: .*Restore it from a backup\./)
    await expect(opening).rejects.toBeInstanceOf(StoreDamaged)
  })

  it('is refused where a page is noise', async () => {
    await using it = await sixtyEvents()
    const noise = async (file: string) => {
      const bytes = await readFile(file)
      await writeFile(file, bytes.fill(0xa5, 8_192, 12_288))
    }
    await expect(it.copy(noise)).rejects.toThrow(/damaged.*Restore it from a backup\./)
  })

  it('is refused where its end is cut off', async () => {
    await using it = await sixtyEvents()
    const cut = async (file: string) => {
      const bytes = await readFile(file)
      await writeFile(file, bytes.subarray(0, bytes.length - 5_000))
    }
    await expect(it.copy(cut)).rejects.toThrow(/damaged.*Restore it from a backup\./)
  })
})

describe('a log at home', () => {
  it('is not looked through at every start, but never hands out what is not as it was written', async () => {
    await using it = await sixtyEvents()
    sql("UPDATE events SET data = replace(data, 'xx', 'xy') WHERE position = 40")(it.file)
    const log = await SqliteEventStore.open({ file: it.file })
    expect(await Array.fromAsync(log.readAll({ limit: 39 }))).toHaveLength(39)
    await expect(Array.fromAsync(log.readAll())).rejects.toThrow(/position 40 is not as it was written/)
    await expect(Array.fromAsync(log.readStream('s-1'))).rejects.toBeInstanceOf(StoreDamaged)
    await log.close()
  })

  it('of a version without checksums is read as it is, and goes on with them', async () => {
    await using it = await sixtyEvents()
    sql('ALTER TABLE events DROP COLUMN checksum; DROP TABLE home; PRAGMA user_version = 1')(it.file)
    const log = await SqliteEventStore.open({ file: it.file })
    expect(await Array.fromAsync(log.readAll())).toHaveLength(60)
    await log.close()
  })
})
