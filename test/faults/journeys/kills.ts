import { checkService } from '../checks/service.js'
import type { LoggedEvent } from '../checks/log.js'
import type { Circumstances, Journey, Outcome } from '../journey.js'
import { ImportFiles } from '../load/import-files.js'
import { preparedPlace } from '../place.js'
import type { Place, Running } from '../place.js'
import { randomOf } from '../random.js'
import { startProcess } from '../service-process.js'
import { summaryOf } from '../summary.js'
import { pause } from '../waiting.js'
import { planOf } from './kill-plan.js'
import type { Round } from './kill-plan.js'

/** How long a service may take over what was left to it. */
const SETTLES_MS = 30_000
/** After so many rounds the whole is looked at in every fifth one only, else a long run would do little else. */
const WHOLE = 25

/** `kill -9` at random moments, again and again on the same data; after every one a look from the outside. */
export const kills: Journey = {
  name: 'kills',
  about:
    'kill -9 under load, in start-up, migration, rebuild, bulk work and imports; everything acknowledged is there, once',
  async run(circumstances): Promise<Outcome> {
    await using place = await preparedPlace('kills', circumstances)
    const imports = new ImportFiles(circumstances.stack, place.dataDir, `s${circumstances.seed}`)
    const found: string[] = []
    const kinds: Record<string, number> = {}
    let seen: readonly LoggedEvent[] = []
    let service = await place.start()
    for (let number = 1; number <= circumstances.rounds; number += 1) {
      const round = planOf(circumstances.seed, number)
      kinds[round.kind] = (kinds[round.kind] ?? 0) + 1
      await killed(circumstances, place, service, imports, round)
      service = await place.start()
      const last = number === circumstances.rounds
      if (last) await place.load.finish(() => service.url, AbortSignal.timeout(SETTLES_MS))
      await imports.finish()
      const checked = await checkService(circumstances.stack, place, service, randomOf(`check/${number}`), {
        before: seen,
        whole: last || number <= WHOLE || number % 5 === 0,
      })
      seen = checked.log
      const wrong = [...checked.found, ...imports.check(seen), ...complaints(service)]
      found.push(...wrong.map((one) => `round ${number} (${round.kind}, killed after ${round.afterMs} ms): ${one}`))
      circumstances.progress(
        `round ${number}/${circumstances.rounds}: ${place.load.acknowledged.length} acknowledged, ${seen.length} events, ${found.length} found`,
      )
    }
    await service.process.end('SIGKILL')
    if (place.load.unanswered > 0) found.push(`${place.load.unanswered} requests were never answered`)
    return { told: [kindsOf(kinds), ...summaryOf(place.load, seen), imports.told()], found }
  },
}

/** The sudden end of the service; where a start or a migration shall be cut off, that of the next one, too. */
async function killed(
  { stack }: Circumstances,
  place: Place,
  service: Running,
  imports: ImportFiles,
  round: Round,
): Promise<void> {
  if (round.kind === 'start-up' || round.kind === 'migration') {
    await service.process.end('SIGKILL')
    if (round.kind === 'migration') stack.age?.(place.dataDir)
    const next = startProcess(stack, place.dataDir)
    await pause(round.afterMs)
    await next.end('SIGKILL')
    return
  }
  const stop = new AbortController()
  const load = place.load.run(() => service.url, stop.signal)
  if (round.kind === 'import') imports.begin(round)
  await begin(place, service, round, stop.signal)
  await pause(round.afterMs)
  if (round.kind === 'import') imports.kill()
  await service.process.end('SIGKILL')
  stop.abort()
  await load
}

async function begin(place: Place, { url, admin }: Running, round: Round, stop: AbortSignal): Promise<void> {
  if (round.kind === 'bulk') void place.load.settle(round.bulk, () => url, stop)
  // Whether it begins or is cut off, the views must be right afterwards.
  if (round.kind === 'rebuild')
    await Promise.all(round.views.map((view) => admin.post(`/v1/projections/${view}/rebuild`)))
}

/** What the service has logged as an error of its own. */
const complaints = ({ process: { output } }: Running): readonly string[] =>
  output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes('"level":50'))
    .map((line) => `the service complains: ${line}`)

const kindsOf = (kinds: Readonly<Record<string, number>>): string =>
  `killed: ${Object.entries(kinds)
    .map(([kind, count]) => `${count} × ${kind}`)
    .join(', ')}`
