import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { add, added, Counter, FailingStore, LIMIT, scratchFolder } from '../testing/index.js'
import type { Process, Add } from '../testing/index.js'
import { StoreUnavailable } from './event-store.js'
import { KeyReused } from './executor.js'
import type { CommandContext } from './executor.js'

const target = { counter: 'c' }
const pat = { actor: 'pat' }
const give = ({ executor }: Process, command: Add, context: Partial<CommandContext> = {}) =>
  executor.execute(add, target, command, { ...pat, ...context })
const names = async (process: Process) => (await process.recorded()).map(({ data }) => (data as Add).name)

/** A process whose log can be made to fail. */
async function opened(folder: Awaited<ReturnType<typeof scratchFolder>>, clock?: () => Date) {
  let store!: FailingStore
  const process = await folder.open({
    through: (log) => (store = new FailingStore(log)),
    ...(clock ? { clock } : {}),
  })
  return { process, store }
}

describe('a command', () => {
  it('is recorded with its whole envelope', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open({ clock: () => new Date('2027-03-01T10:00:00.000Z') })
    const answer = await give(
      process,
      { name: 'a', by: 2 },
      {
        occurredAt: '2027-02-28T09:00:00.000Z',
        reason: 'a late note',
        source: 'crm',
        correlationId: 'c0',
        causationId: 'c1',
      },
    )
    expect(answer).toMatchObject({ revision: 0, position: 1, events: [{ type: 'Added', revision: 0 }] })
    expect((await process.recorded())[0]).toMatchObject({
      id: answer.events[0]!.id,
      type: 'Added',
      data: { counter: 'c', name: 'a', by: 2 },
      metadata: {
        occurredAt: '2027-02-28T09:00:00.000Z',
        recordedAt: '2027-03-01T10:00:00.000Z',
        actor: 'pat',
        reason: 'a late note',
        source: 'crm',
        $correlationId: 'c0',
        $causationId: 'c1',
        commandId: answer.commandId,
      },
    })
  })

  it('carries its reason and its source into the envelope from wherever they are said', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    await give(process, { name: 'a', by: 2, reason: 'said in the command', source: 'till' } as Add, {
      reason: 'said beside',
    })
    expect((await process.recorded())[0]?.metadata).toMatchObject({ reason: 'said in the command', source: 'till' })
  })

  it('that is refused writes nothing, and one said twice says nothing', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    await give(process, { name: 'a', by: 2 })
    expect(await give(process, { name: 'a', by: 2 })).toMatchObject({ events: [], revision: 0 })
    expect(await give(process, { name: 'b', by: LIMIT })).toMatchObject({
      events: [],
      refusal: { refused: 'over-the-limit', details: { sum: 2 } },
    })
    expect(await names(process)).toEqual(['a'])
  })

  it('is refused where the stream is not at the revision that its giver has seen', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    await give(process, { name: 'a', by: 1 }, { expectedRevision: -1 })
    expect(await give(process, { name: 'b', by: 1 }, { expectedRevision: -1 })).toMatchObject({
      refusal: { refused: 'revision-differs', details: { expected: -1, revision: 0 } },
    })
  })

  it('is decided anew where another process was faster', async () => {
    await using folder = await scratchFolder([added])
    const { process, store } = await opened(folder)
    const other = await folder.open()
    await give(process, { name: 'a', by: 1 })
    store.meanwhile = async () => {
      store.meanwhile = () => Promise.resolve()
      await give(other, { name: 'b', by: LIMIT - 1 })
    }
    expect(await give(process, { name: 'c', by: 1 })).toMatchObject({ refusal: { refused: 'over-the-limit' } })
    expect(await names(process)).toEqual(['a', 'b'])
  })

  it('whose state is cached and old is not answered from the cache', async () => {
    await using folder = await scratchFolder([added])
    const [one, other] = [await folder.open(), await folder.open()]
    await give(one, { name: 'a', by: LIMIT })
    await other.executor.execute(add, { counter: 'c' }, { name: 'b', by: -5 }, pat)
    expect(await give(one, { name: 'c', by: 5 })).toMatchObject({ events: [{ type: 'Added' }] })
  })

  it.each(['before', 'after'] as const)('whose append fails %s it was written is written once', async (when) => {
    await using folder = await scratchFolder([added])
    const { process, store } = await opened(folder)
    await give(process, { name: 'a', by: 1 })
    Object.assign(store, { failures: 2, when })
    expect(await give(process, { name: 'b', by: 1 })).toMatchObject({ revision: 1, position: 2 })
    expect(await names(process)).toEqual(['a', 'b'])
  })

  it.each(['before', 'after'] as const)(
    'that nobody could answer (%s it was written) is carried out under its key',
    async (when) => {
      await using folder = await scratchFolder([added])
      let now = Date.parse('2027-03-01T10:00:00.000Z')
      const { process, store } = await opened(folder, () => new Date(now))
      Object.assign(store, { failures: 3, when })
      const key = { idempotencyKey: 'k1' }
      await expect(give(process, { name: 'a', by: 1 }, key)).rejects.toBeInstanceOf(StoreUnavailable)
      now += 60_000
      const other = await folder.open({ clock: () => new Date(now) })
      expect(await give(other, { name: 'a', by: 1 }, key)).toMatchObject({ revision: 0, events: [{ type: 'Added' }] })
      expect(await names(process)).toEqual(['a'])
    },
  )
})

describe('commands for one stream', () => {
  it('that come together share an append, each with its own answer', async () => {
    await using folder = await scratchFolder([added])
    const { process, store } = await opened(folder)
    const commands = Array.from({ length: 100 }, (_, n) => ({ name: `n${n}`, by: 1 }))
    const answers = await Promise.all(commands.map((command) => give(process, command)))
    expect(answers.map(({ revision }) => revision)).toEqual(commands.map((_, n) => n))
    expect(store.appends).toBeLessThan(5)
    expect((await process.states.current(Counter, target)).state.sum).toBe(100)
  })

  it('see what those before them have decided, and one refusal does not touch the others', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    const answers = await Promise.all([LIMIT - 1, 5, 1].map((by, n) => give(process, { name: `n${n}`, by })))
    expect(answers.map(({ refusal }) => refusal?.refused)).toEqual([undefined, 'over-the-limit', undefined])
    expect(await names(process)).toEqual(['n0', 'n2'])
  })

  it('that are too large for one append are written one by one', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    const long = (n: number) => ({ name: `${n}`.padEnd(400_000, 'x'), by: 1 })
    const answers = await Promise.all([1, 2, 3, 4].map((n) => give(process, long(n))))
    expect(answers.map(({ revision }) => revision)).toEqual([0, 1, 2, 3])
  })
})

describe('a key', () => {
  const key = { idempotencyKey: 'order-1' }

  it('gets the first answer again, also after a restart and when everything has changed', async () => {
    await using folder = await scratchFolder([added])
    const before = await folder.open()
    const first = await give(before, { name: 'a', by: 1 }, key)
    await give(before, { name: 'a', by: 2 })
    await before.close()
    const after = await folder.open()
    expect(await give(after, { name: 'a', by: 1 }, key)).toEqual(first)
    expect(await names(after)).toEqual(['a', 'a'])
  })

  it('gets the first refusal again, too', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    await give(process, { name: 'a', by: LIMIT })
    const first = await give(process, { name: 'b', by: 1 }, key)
    await give(process, { name: 'c', by: -10 })
    expect(first.refusal?.refused).toBe('over-the-limit')
    expect(await give(process, { name: 'b', by: 1 }, key)).toEqual(first)
  })

  it('is not for another body, nor for another thing; and belongs to its actor', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    await give(process, { name: 'a', by: 1 }, key)
    await expect(give(process, { name: 'a', by: 2 }, key)).rejects.toBeInstanceOf(KeyReused)
    await expect(
      process.executor.execute(add, { counter: 'd' }, { name: 'a', by: 1 }, { ...pat, ...key }),
    ).rejects.toBeInstanceOf(KeyReused)
    expect(await give(process, { name: 'b', by: 1 }, { ...key, actor: 'alex' })).toMatchObject({ revision: 1 })
  })

  it('that two processes race with is carried out once, and both get the same answer', async () => {
    await using folder = await scratchFolder([added])
    const processes = [await folder.open(), await folder.open()]
    for (let round = 0; round < 20; round += 1) {
      const idempotencyKey = `k-${round}`
      const answers = await Promise.all(
        [...processes, ...processes].map((one) => give(one, { name: `r${round}`, by: round }, { idempotencyKey })),
      )
      for (const answer of answers) expect(answer).toEqual(answers[0])
    }
    expect(await names(processes[0]!)).toEqual(Array.from({ length: 20 }, (_, round) => `r${round}`))
  })

  it('whose events are not in this log is decided anew: the log may be an older copy', async () => {
    await using folder = await scratchFolder([added])
    const before = await folder.open()
    await give(before, { name: 'a', by: 1 })
    await before.close()
    const file = join(folder.path, 'events.sqlite')
    await copyFile(file, `${file}.older`)
    const during = await folder.open()
    const first = await give(during, { name: 'b', by: 2 }, key)
    await during.close()
    await rename(`${file}.older`, file)
    const after = await folder.open()
    await give(after, { name: 'c', by: 3 })
    const again = await give(after, { name: 'b', by: 2 }, key)
    expect([first.revision, again.revision]).toEqual([1, 2])
    expect(await names(after)).toEqual(['a', 'c', 'b'])
    expect(await give(after, { name: 'b', by: 2 }, key)).toEqual(again)
  })

  it('that was claimed before the clock was set back is not waited for until that time comes again', async () => {
    await using folder = await scratchFolder([added])
    let now = Date.parse('2027-03-01T10:00:00Z')
    const { process, store } = await opened(folder, () => new Date(now))
    Object.assign(store, { failures: 3, when: 'after' })
    await expect(give(process, { name: 'a', by: 1 }, key)).rejects.toBeInstanceOf(StoreUnavailable)
    now -= 86_400_000
    expect(await give(process, { name: 'a', by: 1 }, key)).toMatchObject({ revision: 0, events: [{ type: 'Added' }] })
    expect(await names(process)).toEqual(['a'])
  })
})
