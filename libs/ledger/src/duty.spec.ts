import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { openLedger } from './ledger.js'
import { settingsFrom } from './settings.js'

describe('two processes on one data folder', () => {
  it('carry out bulk work in one of them, and the other goes on when that one ends', async () => {
    await using folder = await temporaryFolder()
    const settings = settingsFrom({ DATA_DIR: folder.path })
    const ledgers = [await openLedger(settings), await openLedger(settings)] as const
    const chunks = ledgers.map(({ executor }) => {
      const recorded: unknown[] = []
      executor.whenWritten(async (events) => {
        recorded.push(...events.filter(({ type }) => type === 'WorkProgressed'))
      })
      return recorded
    })
    async function* customers(count: number) {
      for (let n = 0; n < count; n += 1) yield `c${n}`
    }
    const give = (at: 0 | 1, count: number) =>
      ledgers[at].work.accept({
        kind: 'invitations',
        context: { campaign: 'nowhere', wave: 'w', group: 'g', channel: 'e-mail' },
        actor: 'pat',
        items: customers(count),
      })
    await ledgers[0].start()
    const first = await give(0, 10)
    expect(await ledgers[0].work.waitFor(first.work, 20_000)).toMatchObject({ phase: 'finished', done: 10 })
    await ledgers[1].start()
    const second = await give(1, 10)
    expect(await ledgers[1].work.waitFor(second.work, 20_000)).toMatchObject({ phase: 'finished', done: 10 })
    expect(chunks.map(({ length }) => length)).toEqual([2, 0])
    await ledgers[0].close()
    const third = await give(1, 10)
    expect(await ledgers[1].work.waitFor(third.work, 20_000)).toMatchObject({ phase: 'finished', done: 10 })
    expect(chunks.map(({ length }) => length)).toEqual([2, 1])
    await ledgers[1].close()
  })
})
