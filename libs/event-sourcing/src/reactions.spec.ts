import { describe, expect, it } from '@jest/globals'
import { add, added, Counter, scratchFolder } from '../testing/index.js'
import type { Process } from '../testing/index.js'
import { followUp } from './follow-up.js'
import { reaction, Reactor } from './reactions.js'

/** Whatever is added to `in` is added to `out` as well. */
const mirror = reaction('mirror', [added], ({ data: { counter, name, by } }) =>
  counter === 'in' ? [followUp(add, { counter: 'out' }, { name, by })] : [],
)
const reactorOf = ({ events, codec, executor, operations }: Process, troubles: unknown[] = []) =>
  new Reactor([mirror], events, codec, executor, operations.bookmarks, (_, error) => troubles.push(error))
const give = ({ executor }: Process, name: string) =>
  executor.execute(add, { counter: 'in' }, { name, by: 1 }, { actor: 'pat', correlationId: 'talk' })
const names = async ({ states }: Process) =>
  Object.keys((await states.current(Counter, { counter: 'out' })).state.names)
const until = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; tries < 300 && !(await holds()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await holds()).toBe(true)
}

describe('what follows from an event', () => {
  it('is done before the command is answered, and says what caused it', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    const reactor = reactorOf(process)
    await give(process, 'a')
    expect(await names(process)).toEqual(['a'])
    const [cause, effect] = await process.recorded()
    expect(effect!.metadata).toMatchObject({ actor: 'process:mirror', $causationId: cause!.id, $correlationId: 'talk' })
    await reactor.stop()
  })

  it('is made up for after a crash in between, once, and from where it stood', async () => {
    await using folder = await scratchFolder([added])
    const died = await folder.open()
    await give(died, 'a')
    await give(died, 'b')
    const process = await folder.open()
    const reactor = reactorOf(process)
    reactor.start()
    await until(async () => (await names(process)).length === 2)
    await until(async () => ((await process.operations.bookmarks.read('reactions')) ?? 0) >= 4)
    await reactor.stop()
    const again = reactorOf(await folder.open())
    again.start()
    await give(process, 'c')
    await until(async () => (await names(process)).length === 3)
    await again.stop()
    expect(
      (await process.recorded()).filter(({ data }) => (data as { counter: string }).counter === 'out'),
    ).toHaveLength(3)
  })

  it('that two processes do at once is done once', async () => {
    await using folder = await scratchFolder([added])
    const processes = [await folder.open(), await folder.open()] as const
    const reactors = processes.map((one) => reactorOf(one))
    for (const one of reactors) one.start()
    await Promise.all(Array.from({ length: 30 }, (_, n) => give(processes[(n % 2) as 0 | 1], `n${n}`)))
    await until(async () => (await names(processes[0])).length === 30)
    for (const one of reactors) await one.stop()
    expect(await processes[0].recorded()).toHaveLength(60)
  })

  it('is done, too, where the bookmark lies behind the end of the log, which may be an older copy', async () => {
    await using folder = await scratchFolder([added])
    const process = await folder.open()
    await process.operations.bookmarks.write('reactions', 1_000)
    await give(process, 'a')
    const reactor = reactorOf(await folder.open())
    reactor.start()
    await until(async () => (await names(process)).length === 1)
    await reactor.stop()
  })

  it('is left to whoever is on duty, and taken up from where that one stood', async () => {
    await using folder = await scratchFolder([added])
    const duty = { of: 0 }
    const processes = [await folder.open(), await folder.open()] as const
    const died = await folder.open()
    const reactors = processes.map(
      ({ events, codec, executor, operations }, at) =>
        new Reactor(
          [mirror],
          events,
          codec,
          executor,
          operations.bookmarks,
          () => undefined,
          () => duty.of === at,
        ),
    )
    for (const one of reactors) one.start()
    const bookmark = () => died.operations.bookmarks.read('reactions')
    await give(died, 'a')
    await until(async () => (await names(died)).length === 1 && (await bookmark()) === 2)
    await reactors[0]!.stop()
    await give(died, 'b')
    expect(await bookmark()).toBe(2)
    duty.of = 1
    await until(async () => (await names(died)).length === 2 && ((await bookmark()) ?? 0) >= 4)
    await reactors[1]!.stop()
  })
})
