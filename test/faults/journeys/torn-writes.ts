import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLog } from '../checks/log.js'
import type { LoggedEvent } from '../checks/log.js'
import { checkCopy } from '../checks/copy.js'
import { copyFolder, cut, garble } from '../damage.js'
import { CannotTry } from '../journey.js'
import type { Circumstances, Journey, Outcome } from '../journey.js'
import type { Acknowledged } from '../load/acknowledged.js'
import { preparedPlace } from '../place.js'
import type { Place } from '../place.js'
import { randomOf } from '../random.js'
import type { Random } from '../random.js'

const STORES = ['events', 'events', 'events', 'views', 'views', 'operations', 'keys', 'work'] as const
/** Enough for a log of some thousand events in a few seconds. */
const WRITERS = 3

/** A copy of the data folder, and what it must hold if a service opens it. */
export interface Copy {
  readonly folder: string
  /** What was done to it, for the one who reads what was found. */
  readonly about: string
  /** Everything that was answered before the copy began; undefined where its log may have lost its end. */
  readonly must?: readonly Acknowledged[]
  /** A crash alone is no reason to refuse. */
  readonly opens?: true
}

/** Copies that are torn, cut and garbled: each opens and is right, or is refused with what to do. */
export const tornWrites: Journey = {
  name: 'torn-writes',
  about:
    'copies of the data folder taken under load, at a crash, cut and garbled: each is right, or refused with a way out',
  async run(circumstances): Promise<Outcome> {
    if (Object.keys(circumstances.stack.networks).length > 0) throw new CannotTry('files of servers are theirs')
    const random = randomOf(`torn/${circumstances.seed}`)
    await using place = await preparedPlace('torn', circumstances, WRITERS)
    const home = mkdtempSync(join(tmpdir(), 'ledger-copies-'))
    try {
      const { copies, truth } = await takeCopies(place, home, circumstances, random)
      const found: string[] = []
      const results: Record<string, number> = {}
      for (const [at, copy] of copies.entries()) {
        circumstances.progress(`${at + 1}/${copies.length}: ${copy.about}`)
        const { result, wrong } = await checkCopy(circumstances.stack, place, copy, truth)
        results[result] = (results[result] ?? 0) + 1
        found.push(...wrong.map((one) => `${copy.about}: ${one}`))
        rmSync(copy.folder, { recursive: true, force: true })
      }
      const told = Object.entries(results).map(([result, count]) => `${count} ${result}`)
      return { told: [`${copies.length} copies of ${truth.length} events: ${told.join(', ')}`], found }
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  },
}

/** Some under load, one at the crash, and of that one as many as there are ways to damage it. */
async function takeCopies(place: Place, home: string, { rounds, progress }: Circumstances, random: Random) {
  const service = await place.start()
  const stop = new AbortController()
  const load = place.load.run(() => service.url, stop.signal)
  const copies: Copy[] = []
  for (let number = 0; number < 2 + rounds / 8; number += 1) {
    progress(`copy ${number + 1} under load`)
    await new Promise((resolve) => setTimeout(resolve, random.between(100, 900)))
    const must = [...place.load.acknowledged]
    const folder = join(home, `load-${number}`)
    await copyFolder(place.dataDir, folder, random, random.pick([0, 5, 100]))
    copies.push({ folder, about: `copy ${number} under load`, must })
  }
  await service.process.end('SIGKILL')
  stop.abort()
  await load
  const crash = join(home, 'crash')
  await copyFolder(place.dataDir, crash, random)
  copies.push({ folder: crash, about: 'copy after a crash', must: [...place.load.acknowledged], opens: true })
  for (const damage of damages(random, Math.max(6, rounds)))
    copies.push(await damaged(home, crash, damage, random, place))
  return { copies, truth: await truthOf(place) }
}

interface Damage {
  readonly store: string
  readonly what: 'cut' | 'garbled'
  readonly number: number
}

/** So many of all that can be damaged, in an order given by chance; the log and the views more often than the rest. */
const damages = (random: Random, count: number): readonly Damage[] =>
  Array.from({ length: count }, (_, number) => ({
    store: `${random.pick(STORES)}.sqlite${random.pick(['', '-wal'])}`,
    what: random.pick(['cut', 'garbled'] as const),
    number,
  }))

async function damaged(
  home: string,
  from: string,
  { store, what, number }: Damage,
  random: Random,
  place: Place,
): Promise<Copy> {
  const folder = join(home, `${store}-${what}-${number}`)
  await copyFolder(from, folder, random)
  const file = join(folder, store)
  const isWal = store.endsWith('-wal')
  const empty = !existsSync(file) || statSync(file).size === 0
  const how = empty
    ? 'nothing to damage'
    : what === 'cut'
      ? cut(file, random)
      : garble(file, random, isWal ? 'end' : 'anywhere')
  const keeps = !store.startsWith('events') || empty
  return { folder, about: `${store} ${how}`, ...(keeps ? { must: [...place.load.acknowledged] } : {}) }
}

/** The history as it really was: from the folder that nothing was done to. */
async function truthOf(place: Place): Promise<readonly LoggedEvent[]> {
  const { process: service, admin, url } = await place.start()
  await place.load.finish(() => url, AbortSignal.timeout(30_000))
  const log = await readLog(admin)
  await service.end('SIGTERM')
  return log
}
