import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable } from '@ledger/event-sourcing'
import { executorOf, onUploadSpools } from '../../testing/index.js'
import type { UploadPlace } from '../../testing/index.js'
import { linesOf } from '../reading/lines.js'
import { ImportDesk } from './import-desk.js'
import type { ImportDeskOptions } from './import-desk.js'
import { fileOf } from './kept-file.js'
import { PIECE_BYTES, UploadStore } from './upload-store.js'

const DAY_MS = 86_400_000
const file = async function* (...pieces: readonly string[]) {
  for (const piece of pieces) yield Buffer.from(piece)
}

async function deskAt(place: UploadPlace, more: Partial<ImportDeskOptions> = {}) {
  const spool = await place.spool()
  const opened = new ImportDesk({ ...nobodys, spool, onTrouble: fail, ...more })
  return {
    desk: opened,
    spool,
    async [Symbol.asyncDispose]() {
      await opened.stop()
      await place[Symbol.asyncDispose]()
    },
  }
}

/** Two processes at one place, each of which has looked before either of them writes what it wishes. */
async function twoDesksAt(place: UploadPlace) {
  const spools = [await place.spool(), await place.spool()]
  const desks = spools.map((spool) => new ImportDesk({ ...nobodys, spool, onTrouble: fail }))
  return {
    desks,
    atOnce<T>(wishes: readonly ((desk: ImportDesk) => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
      const { promise: allLooked, resolve } = Promise.withResolvers<void>()
      let looked = 0
      for (const spool of spools) {
        const replace = spool.replace.bind(spool)
        spool.replace = async (...told) => {
          if ((looked += 1) === spools.length) resolve()
          await allLooked
          return replace(...told)
        }
      }
      return Promise.allSettled(wishes.map((wish, at) => wish(desks[at]!)))
    },
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  }
}

const nobodys = { executor: executorOf(undefined), states: undefined as never }

const manifest = {
  ledgerImport: 1,
  source: 'shop',
  zone: 'UTC',
  currency: 'EUR',
  files: [{ rows: 'purchase', identity: ['id'], fields: { customer: 'id', at: 'day', revenue: 'paid' } }],
}

const fail = (error: unknown): never => {
  throw error
}

onUploadSpools((place) => {
  describe('files that were sent', () => {
    const desk = async (more?: Partial<ImportDeskOptions>) => deskAt(await place(), more)

    it('are gone a day after their last use', async () => {
      let now = Date.now()
      await using the = await desk({ clock: () => new Date(now) })
      const sent = await the.desk.upload({ name: 'a.csv', by: 'ann', body: file('a,b\n', '1,2\n') })
      expect(Date.parse(sent.expiresAt) - now).toBeGreaterThan(DAY_MS - 60_000)
      the.desk.start()
      await setTimeout(50)
      expect((await the.desk.list(10)).items).toHaveLength(1)
      await the.desk.stop()
      now += DAY_MS + 1_000
      the.desk.start()
      while ((await the.desk.list(10)).items.length > 0) await setTimeout(20)
      expect(await the.spool.list()).toEqual([])
    })

    it('leave nothing where they are too large, or break off', async () => {
      await using the = await desk({ largest: 5 })
      await expect(the.desk.upload({ name: 'a', by: 'ann', body: file('123', '456') })).rejects.toMatchObject({
        problem: { code: 'import-too-large', details: { largest: 5 } },
      })
      const broken = async function* () {
        yield Buffer.from('1')
        throw new Error('gone')
      }
      await expect(the.desk.upload({ name: 'a', by: 'ann', body: broken() })).rejects.toThrow('gone')
      expect(await the.spool.list()).toEqual([])
    })

    it('sent at once under one key are refused where they are not the same', async () => {
      await using the = await desk()
      const sent = { name: 'a.csv', by: 'ann', idempotencyKey: 'k' }
      const both = await Promise.allSettled(
        ['1\n', '2\n'].map((text) => the.desk.upload({ ...sent, body: file(text) })),
      )
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect((await the.spool.list()).length).toBe(2)
    })

    it('of which two processes are asked for something else at once obey one, and tell the other', async () => {
      await using the = await twoDesksAt(await place())
      const { import: id } = await the.desks[0]!.upload({ name: 'a.csv', by: 'ann', body: file('id,day,paid\n') })
      const kinds = ['check', 'run'] as const
      const answers = await the.atOnce(
        kinds.map((kind) => (desk) => desk.ask(id, { kind, manifest, by: 'ann', idempotencyKey: kind })),
      )
      const held = answers.findIndex(({ status }) => status === 'fulfilled')
      expect(answers[1 - held]).toMatchObject({ status: 'rejected', reason: { problem: { code: 'import-busy' } } })
      for (const desk of the.desks) expect((await desk.find(id)).work).toMatchObject({ kind: kinds[held] })
    })

    it('of which two processes are asked for the same under one key do it once', async () => {
      await using the = await twoDesksAt(await place())
      const { import: id } = await the.desks[0]!.upload({ name: 'a.csv', by: 'ann', body: file('id,day,paid\n') })
      const wish = { kind: 'run', manifest, by: 'ann', idempotencyKey: 'k' } as const
      const answers = await the.atOnce([1, 2].map(() => (desk) => desk.ask(id, wish)))
      const { work } = await the.desks[0]!.find(id)
      expect(answers).toMatchObject([1, 2].map(() => ({ status: 'fulfilled', value: { work } })))
    })

    it('sent to two processes at once under one key are one, or refused', async () => {
      await using the = await twoDesksAt(await place())
      const sent = (text: string, key: string) => (desk: ImportDesk) =>
        desk.upload({ name: 'a.csv', by: 'ann', idempotencyKey: key, body: file(text) })
      const same = await the.atOnce(['a\n1\n', 'a\n1\n'].map((text) => sent(text, 'same')))
      expect(same.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      const others = await the.atOnce(['a\n1\n', 'a\n2\n'].map((text) => sent(text, 'others')))
      const held = others.findIndex(({ status }) => status === 'fulfilled')
      expect(others[1 - held]).toMatchObject({ status: 'rejected', reason: { name: 'KeyReused' } })
      for (const { import: id } of (await the.desks[1]!.list(10)).items)
        expect((await the.desks[1]!.preview(id, {}, 5)).rows).toHaveLength(1)
    })

    it('whose work cannot be done end as failed, and hold up no others', async () => {
      const troubles: unknown[] = []
      const broken = executorOf(() => Promise.reject(new Error('never')))
      await using the = await desk({ executor: broken, onTrouble: (error) => troubles.push(error) })
      const { import: id } = await the.desk.upload({
        name: 'a.csv',
        by: 'ann',
        body: file('id,day,paid\n1,2017-01-02,3\n'),
      })
      await the.desk.ask(id, { kind: 'run', manifest, by: 'ann', idempotencyKey: 'k' })
      the.desk.start()
      const { work } = await the.desk.waitFor(id, 5_000)
      expect(work).toMatchObject({ state: 'failed', failure: { code: 'internal-error' } })
      expect(troubles).toEqual([new Error('never')])
      expect((await the.desk.ask(id, { kind: 'run', manifest, by: 'ann', idempotencyKey: 'k' })).work).toEqual(work)
      await the.desk.remove(id)
    })

    it('that are cancelled after a try has failed tell what that one has recorded', async () => {
      const { promise: failing, reject: fails } = Promise.withResolvers<never>()
      let given = 0
      const execute = () => ((given += 1) === 1 ? setTimeout(100, { events: [{}] }) : failing)
      await using the = await desk({ executor: executorOf(execute), onTrouble: () => undefined })
      const body = file('id,day,paid\n1,2017-01-02,3\n2,2017-01-02,3\n')
      const { import: id } = await the.desk.upload({ name: 'a.csv', by: 'ann', body })
      await the.desk.ask(id, { kind: 'run', manifest, by: 'ann' })
      the.desk.start()
      while ((await the.desk.find(id)).work?.counts.recorded !== 1) await setTimeout(20)
      await the.desk.cancel(id)
      fails(new StoreUnavailable('gone'))
      expect((await the.desk.waitFor(id, 10_000)).work).toMatchObject({ state: 'cancelled', counts: { recorded: 1 } })
    })

    it('leave when a person is erased, be they whole, broken off or on their way', async () => {
      await using the = await desk()
      await the.desk.upload({ name: 'a.csv', by: 'ann', body: file('id\n1\n') })
      await the.spool.append({ work: 'broken-off', receipt: 'broken-off content' }, 0, ['c29tZWJvZHk='])
      const { promise: erased, resolve: goOn } = Promise.withResolvers<void>()
      const onItsWay = async function* () {
        yield Buffer.alloc(PIECE_BYTES, 'a')
        await erased
        yield Buffer.from('b')
      }
      const arriving = the.desk.upload({ name: 'b.csv', by: 'ann', body: onItsWay() })
      while ((await the.spool.list()).length < 4) await setTimeout(5)
      await the.desk.forgetAll()
      expect(await the.spool.list()).toEqual([])
      goOn()
      await expect(arriving).rejects.toThrow(StoreUnavailable)
      expect(await the.spool.list()).toEqual([])
    })

    it('have the rejects of their last work only', async () => {
      await using the = await desk()
      const { import: id } = await the.desk.upload({ name: 'a.csv', by: 'ann', body: file('id,day,paid\n1,never,3\n') })
      await the.desk.ask(id, { kind: 'run', manifest, by: 'ann' })
      the.desk.start()
      expect((await the.desk.waitFor(id, 5_000)).work).toMatchObject({ state: 'finished', counts: { rejected: 1 } })
      await the.desk.stop()
      const [piece] = await Array.fromAsync((await the.desk.rejects(id)).pieces)
      expect(piece!.toString()).toContain('a.csv,2,')
      await the.desk.ask(id, { kind: 'check', manifest, by: 'ann' })
      expect((await the.desk.cancel(id)).work).toMatchObject({ state: 'cancelled', tries: 0 })
      await expect(the.desk.rejects(id)).rejects.toMatchObject({ problem: { code: 'rejects-unknown' } })
    })

    it('of which a piece is gone are not taken for whole', async () => {
      await using the = await desk()
      const { bytes, chunks } = fileOf(new UploadStore(the.spool), { content: 'gone', bytes: 3 })
      const lines = linesOf({ bytes, chunks }, { gzip: false, encoding: 'utf-8' })
      expect(await Array.fromAsync(lines)).toMatchObject([{ problem: { code: 'file-broken' } }])
    })

    it('name as many columns as a person can look at, whatever stands in them', async () => {
      await using the = await desk()
      const names = Array.from({ length: 5_000 }, (_, at) => `"n${at}":1`)
      const body = file(`{"${'x'.repeat(201)}":{"y":1},${names.join()}}\n`)
      const { columns } = await the.desk.upload({ name: 'a.ndjson', by: 'ann', body })
      expect(columns).toEqual(names.slice(0, 1_000).map((_, at) => `n${at}`))
    })

    it('sent twice at once under one key are one', async () => {
      await using the = await desk()
      const sent = { name: 'a.csv', by: 'ann', idempotencyKey: 'k' }
      const twice = await Promise.all([1, 2].map(() => the.desk.upload({ ...sent, body: file('a,b\n1,2\n') })))
      expect(new Set(twice.map((one) => one.import)).size).toBe(1)
      expect((await the.desk.preview(twice[0]!.import, {}, 5)).rows).toEqual([{ line: 2, cells: ['1', '2'] }])
    })
  })
})
