import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { derivedCommandId, followUp, KeyReused } from '@ledger/event-sourcing'
import { add, added, Counter, LIMIT, scratchFolder } from '@ledger/event-sourcing/testing'
import { SqliteWorkSpool } from './sqlite/sqlite-work-spool.js'
import { WorkDesk } from './work-desk.js'
import type { BulkKind } from './chunk.js'
import { workEvents } from './work/work.js'

interface Item {
  readonly name: string
  readonly by: number
}

const additions = {
  name: 'additions',
  idOf: ({ name }: Item) => name,
  follow: ({ counter }: { counter: string }, item: Item) => followUp(add, { counter }, item),
} as unknown as BulkKind

async function world() {
  const folder = await scratchFolder([added, ...workEvents])
  const spools: SqliteWorkSpool[] = []
  const desks: WorkDesk[] = []
  return {
    /** A process with a desk; what it counts on stays in the folder. */
    async open(onDuty?: () => boolean) {
      const { executor, states, events, recorded } = await folder.open()
      const spool = await SqliteWorkSpool.open({ file: join(folder.path, 'work.sqlite') })
      const troubles: unknown[] = []
      const desk = new WorkDesk({
        executor,
        states,
        events,
        spool,
        kinds: [additions],
        ...(onDuty ? { onDuty } : {}),
        onTrouble: (error) => troubles.push(error),
      })
      spools.push(spool)
      desks.push(desk)
      const sum = async () => (await states.current(Counter, { counter: 'c' })).state.sum
      return { desk, spool, troubles, sum, recorded, executor }
    },
    async [Symbol.asyncDispose]() {
      for (const desk of desks) await desk.stop()
      for (const spool of spools) await spool.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

async function* numbered(count: number, by = 1): AsyncIterable<Item> {
  for (let n = 0; n < count; n += 1) yield { name: `n${n}`, by }
}

const request = (items: AsyncIterable<unknown>, idempotencyKey?: string) => ({
  kind: 'additions',
  context: { counter: 'c' },
  actor: 'pat',
  items,
  ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
})

describe('bulk work', () => {
  it('is carried out item by item, and says what was new, what was not, and what was refused', async () => {
    await using it = await world()
    const { desk, sum, spool } = await it.open()
    desk.start()
    async function* items() {
      yield* numbered(1_500)
      yield { name: 'too-much', by: LIMIT }
      yield { name: 'n3', by: 1 }
      yield { name: 'too-much-again', by: LIMIT }
    }
    const { work } = await desk.accept(request(items()))
    expect(await desk.waitFor(work, 20_000)).toEqual({
      phase: 'finished',
      kind: 'additions',
      total: 1_503,
      done: 1_503,
      changed: 1_500,
      unchanged: 1,
      refused: 2,
    })
    expect(await sum()).toBe(1_500)
    expect(await desk.refusals(work, -1, 1)).toEqual({
      items: [{ index: 1_500, id: 'too-much', code: 'over-the-limit' }],
      next: 1_500,
    })
    expect((await desk.refusals(work, 1_500, 1)).items.map(({ index }) => index)).toEqual([1_502])
    await desk.stop()
    expect(await spool.list()).toEqual([])
  })

  it('goes on in another process where it stopped, and doubles nothing', async () => {
    await using it = await world()
    const first = await it.open()
    const { work } = await first.desk.accept(request(numbered(3_000)))
    first.desk.start()
    while (((await first.desk.progress(work))?.done ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    await first.desk.stop()
    const done = (await first.desk.progress(work))!.done
    expect(done).toBeLessThan(3_000)
    const second = await it.open()
    second.desk.start()
    expect(await second.desk.waitFor(work, 20_000)).toMatchObject({ phase: 'finished', done: 3_000, changed: 3_000 })
    expect(await second.sum()).toBe(3_000)
  })

  it('counts as changed what it had done of a chunk before a crash', async () => {
    await using it = await world()
    const first = await it.open()
    const { work } = await first.desk.accept(request(numbered(100)))
    // The chunk was under way when the process died: some of its items are recorded, its progress is not.
    for (let n = 0; n < 40; n += 1) {
      const context = { actor: 'pat', commandId: derivedCommandId('work', work, String(n)) }
      await first.executor.execute(add, { counter: 'c' }, { name: `n${n}`, by: 1 }, context)
    }
    // This one was there all along.
    await first.executor.execute(add, { counter: 'c' }, { name: 'n70', by: 1 }, { actor: 'alex' })
    const second = await it.open()
    second.desk.start()
    expect(await second.desk.waitFor(work, 10_000)).toMatchObject({ changed: 99, unchanged: 1, refused: 0 })
    expect(await second.sum()).toBe(100)
  })

  it('that was accepted by a process which carries out none is taken up by one that does', async () => {
    await using it = await world()
    const [receiving, working] = [await it.open(), await it.open()]
    working.desk.start()
    const { work } = await receiving.desk.accept(request(numbered(10)))
    expect(await receiving.desk.waitFor(work, 10_000)).toMatchObject({ phase: 'finished', changed: 10 })
  })

  it('does nothing twice with two processes at it', async () => {
    await using it = await world()
    const both = [await it.open(), await it.open()] as const
    const { work } = await both[0].desk.accept(request(numbered(3_000)))
    for (const { desk } of both) desk.start()
    expect(await both[1].desk.waitFor(work, 20_000)).toMatchObject({ phase: 'finished', done: 3_000 })
    expect(await both[0].sum()).toBe(3_000)
    expect((await both[0].recorded()).filter(({ type }) => type === 'Added')).toHaveLength(3_000)
  })

  it('under the same key is the same work; another body under it is refused', async () => {
    await using it = await world()
    const { desk, spool } = await it.open()
    const { work } = await desk.accept(request(numbered(10), 'k'))
    expect(await desk.accept(request(numbered(10), 'k'))).toEqual({ work })
    await expect(desk.accept(request(numbered(11), 'k'))).rejects.toBeInstanceOf(KeyReused)
    expect(await spool.list()).toHaveLength(1)
  })

  it('sent twice at once with different bodies is one of the two, whole', async () => {
    await using it = await world()
    const processes = [await it.open(), await it.open()] as const
    const sent = await Promise.allSettled(
      processes.map(({ desk }, n) => desk.accept(request(numbered(2_500, n + 1), 'k'))),
    )
    expect(sent.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    processes[0].desk.start()
    const won = sent.find((one) => one.status === 'fulfilled')!.value
    await processes[0].desk.waitFor(won.work, 20_000)
    expect(await processes[0].sum()).toBe(sent[0]!.status === 'fulfilled' ? 2_500 : 5_000)
  })

  it('whose items fail on the way in leaves nothing behind', async () => {
    await using it = await world()
    const { desk, spool, recorded } = await it.open()
    async function* broken() {
      yield* numbered(2_100)
      throw new Error('item 2100 is bad')
    }
    await expect(desk.accept(request(broken()))).rejects.toThrow('item 2100 is bad')
    expect(await spool.list()).toEqual([])
    expect(await recorded()).toEqual([])
  })

  it('can be stopped; what is done stays done', async () => {
    await using it = await world()
    const { desk, sum } = await it.open()
    const { work } = await desk.accept(request(numbered(50)))
    await desk.cancel(work, 'alex', 'wrong list')
    desk.start()
    expect(await desk.waitFor(work, 5_000)).toMatchObject({ phase: 'cancelled', done: 0 })
    expect(await sum()).toBe(0)
  })

  it('is carried out where somebody is on duty, and left between two chunks by who no longer is', async () => {
    await using it = await world()
    const duty = { of: 'nobody' }
    const [one, other] = [await it.open(() => duty.of === 'one'), await it.open(() => duty.of === 'other')]
    for (const { desk } of [one, other]) desk.start()
    const { work } = await one.desk.accept(request(numbered(2_500)))
    expect((await one.desk.waitFor(work, 200))?.done).toBe(0)
    duty.of = 'one'
    for (;;) {
      const progress = await one.desk.progress(work)
      if (progress!.done > 0) break
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    duty.of = 'nobody'
    const left = (await one.desk.waitFor(work, 500))!
    expect(left.phase).toBe('running')
    duty.of = 'other'
    expect(await other.desk.waitFor(work, 20_000)).toMatchObject({ phase: 'finished', done: 2_500, changed: 2_500 })
    expect(await other.sum()).toBe(2_500)
    expect([...one.troubles, ...other.troubles]).toEqual([])
  })
})
