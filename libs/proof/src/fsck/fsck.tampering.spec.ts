import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from '@jest/globals'
import { SqliteEventStore, StoreUnavailable } from '@ledger/event-sourcing'
import { LONG_PROPERTY_MS, runs } from '@ledger/event-sourcing/testing'
import { parseCheckpoint } from '@ledger/proof-verifier'
import type { Checkpoint } from '@ledger/proof-verifier'
import fc from 'fast-check'
import { change, check, EVENTS, lived } from '../../testing/index.js'
import type { LivedLog } from '../../testing/index.js'
import type { FsckReport } from './fsck.js'

const forgetTree = (log: LivedLog) =>
  change(log, 'tree', (tree) =>
    tree.exec('DELETE FROM tiles; DELETE FROM blocks; UPDATE tree SET size = 0, position = NULL'),
  )

const position = fc.integer({ min: 1, max: EVENTS })
const found = ({ sound, findings }: FsckReport, at: number) =>
  expect({ sound, at: findings.map((one) => one.position) }).toEqual({ sound: false, at: expect.arrayContaining([at]) })

/** Tries a change of the file at random, on a log of its own each time. */
const tries = <T extends unknown[]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  attempt: (log: LivedLog, ...values: T) => Promise<void>,
  times = 8,
) =>
  fc.assert(
    fc.asyncProperty(fc.tuple(...arbitraries), async (values) => {
      await using log = await lived()
      await attempt(log, ...(values as T))
    }),
    runs(times),
  )

describe('the verification of a store that was tampered with at random', () => {
  const column = fc.constantFrom('data', 'metadata', 'type', 'stream', 'id')
  it(
    'finds any byte of any event that is another one, with and without its checksum',
    () =>
      tries(
        [position, column, fc.nat(), fc.integer({ min: 0, max: 7 }), fc.boolean()],
        async (log, at, of, byte, bit, bare) => {
          change(log, 'events', (events) => {
            const stored = String(events.prepare(`SELECT ${of} AS text FROM events WHERE position = ?`).get(at)!.text)
            const bytes = Buffer.from(stored)
            bytes[byte % bytes.length]! ^= 1 << bit
            events.prepare(`UPDATE events SET ${of} = CAST(? AS TEXT) WHERE position = ?`).run(bytes, at)
            if (bare) events.prepare('UPDATE events SET checksum = NULL WHERE position = ?').run(at)
          })
          found(await check(log), at)
        },
        25,
      ),
    LONG_PROPERTY_MS,
  )

  it(
    'finds two that were swapped',
    () =>
      tries([position, position], async (log, one, other) => {
        fc.pre(one !== other)
        change(log, 'events', (events) => {
          const move = events.prepare('UPDATE events SET position = ? WHERE position = ?')
          for (const [to, from] of [
            [-1, one],
            [one, other],
            [other, -1],
          ] as const)
            move.run(to, from)
        })
        const report = await check(log)
        found(report, one)
        found(report, other)
      }),
    LONG_PROPERTY_MS,
  )

  it(
    'finds one that was dropped',
    () =>
      tries([position], async (log, at) => {
        change(log, 'events', (events) => events.prepare('DELETE FROM events WHERE position = ?').run(at))
        const report = await check(log)
        found(report, at)
        expect(report.findings.filter(({ code }) => code.endsWith('missing'))).toHaveLength(1)
      }),
    LONG_PROPERTY_MS,
  )

  it(
    'finds one that was inserted, in the middle or where nobody reads',
    () =>
      tries([fc.integer({ min: 0, max: EVENTS })], async (log, at) => {
        change(log, 'events', (events) => {
          events.exec(`UPDATE events SET position = -position WHERE position >= ${Math.max(at, 1)} AND ${at} > 0`)
          events.exec('UPDATE events SET position = 1 - position WHERE position < 0')
          const copied = 'type, data, metadata FROM events WHERE position <> ? LIMIT 1'
          events
            .prepare(
              `INSERT INTO events (position, stream, revision, id, type, data, metadata) SELECT ?, 'counter-x', 0, 'x', ${copied}`,
            )
            .run(at, at)
        })
        found(await check(log), at)
      }),
    LONG_PROPERTY_MS,
  )

  it(
    'finds that the tail was cut, and where',
    () =>
      tries([fc.integer({ min: 1, max: EVENTS - 1 })], async (log, last) => {
        change(log, 'events', (events) => events.prepare('DELETE FROM events WHERE position > ?').run(last))
        const report = await check(log)
        found(report, last + 1)
        expect(report.findings.map(({ code }) => code)).toEqual(
          expect.arrayContaining(['tail-missing', 'checkpoint-beyond']),
        )
      }),
    LONG_PROPERTY_MS,
  )

  it(
    'finds a history that was replaced together with its tree, by what was signed before',
    () =>
      tries([position, fc.boolean()], async (log, at, alsoCheckpoints) => {
        const kept = (await log.proof.kept.from(0, 10)).map(({ note }) => parseCheckpoint(note))
        change(log, 'events', (events) =>
          events.prepare(`UPDATE events SET data = '{"n":-1}', checksum = NULL WHERE position = ?`).run(at),
        )
        forgetTree(log)
        await log.proof.log.catchUp()
        if (alsoCheckpoints) change(log, 'checkpoints', (checkpoints) => checkpoints.exec('DELETE FROM checkpoints'))
        const known = kept.at(-1)!
        const forked = (await check(log, { known })).findings.find(({ code }) => code === 'history-changed')!
        // Between the last checkpoint that agrees and the first that does not.
        const bounds: readonly Checkpoint[] = alsoCheckpoints ? [known] : kept
        const agreed = Math.max(0, ...bounds.map(({ size }) => size).filter((size) => size < at))
        expect(forked).toMatchObject({ position: agreed + 1, leaf: agreed })
        // Nobody can tell without what was signed.
        if (alsoCheckpoints) expect((await check(log)).sound).toBe(true)
      }),
    LONG_PROPERTY_MS,
  )

  it(
    'finds tiles that were changed or lost',
    () =>
      tries(
        [fc.nat(), fc.constantFrom('hashes', 'inner'), fc.nat(), fc.boolean()],
        async (log, which, of, byte, lost) => {
          change(log, 'tree', (tree) => {
            const tiles = tree.prepare(`SELECT rowid, ${of} AS bytes FROM tiles WHERE ${of} IS NOT NULL`).all()
            const { rowid, bytes } = tiles[which % tiles.length]! as { rowid: number; bytes: Uint8Array }
            bytes[byte % bytes.length]! ^= 1
            if (lost) tree.prepare('DELETE FROM tiles WHERE rowid = ?').run(rowid)
            else tree.prepare(`UPDATE tiles SET ${of} = ? WHERE rowid = ?`).run(bytes, rowid)
          })
          const { sound, findings } = await check(log)
          expect([sound, findings.some(({ code }) => ['tile-damaged', 'event-changed'].includes(code))]).toEqual([
            false,
            true,
          ])
        },
      ),
    LONG_PROPERTY_MS,
  )

  it(
    'finds any byte of the file that is another one, unless nothing of the log has changed by it',
    async () => {
      await using log = await lived()
      change(log, 'events', (events) => events.exec('PRAGMA wal_checkpoint(TRUNCATE)'))
      const whole = readFileSync(join(log.folder, 'events.sqlite'))
      const dump = (file: string) => {
        const database = new DatabaseSync(file, { readOnly: true })
        const rows = JSON.stringify(database.prepare('SELECT * FROM events ORDER BY position').all())
        database.close()
        return rows
      }
      const original = dump(join(log.folder, 'events.sqlite'))
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
          const file = join(log.folder, 'copy.sqlite')
          const bytes = Buffer.from(whole)
          bytes[at % bytes.length]! ^= flip
          writeFileSync(file, bytes)
          const sound = await soundOn(log, file)
          if (sound) expect(dump(file)).toBe(original)
        }),
        runs(60),
      )
    },
    LONG_PROPERTY_MS,
  )
})

async function soundOn(log: LivedLog, file: string): Promise<boolean> {
  let events: SqliteEventStore | undefined
  try {
    events = await SqliteEventStore.open({ file })
    const { sound } = await check({ events, proof: log.proof })
    return sound
  } catch (error) {
    // A file that cannot be opened says so.
    if (error instanceof StoreUnavailable) return false
    throw error
  } finally {
    await events?.close()
  }
}
