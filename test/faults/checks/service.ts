import type { Load } from '../load/load.js'
import type { Place, Running } from '../place.js'
import type { Random } from '../random.js'
import type { Stack } from '../stacks/stack.js'
import { checkAnswers, checkCausality } from './answers.js'
import { checkDesks } from './desks.js'
import { checkOrder, checkPrefix, readLog } from './log.js'
import type { LoggedEvent } from './log.js'
import { checkProof } from './proof.js'
import { checkRepeats } from './repeats.js'
import { checkViews, viewsCaughtUp } from './views.js'
import { acceptedWorksOver, checkWorks, worksFinished } from './works.js'

const REPEATED = 20

/** Everything that must hold of a log, whoever serves it. */
export const checkLog = (load: Load, log: readonly LoggedEvent[]): readonly string[] => [
  ...checkOrder(log),
  ...checkAnswers(load.acknowledged, log),
  ...checkCausality(load.acknowledged, log),
  ...checkWorks(load.acknowledged, log),
  ...checkDesks(log),
]

/**
 * Looks at a service from the outside, while nobody else sends anything: what it holds, tells and shows.
 * @param options `before`: the log as it was read earlier; `whole`: whether that is read again and recounted, and every
 * view replayed, or it is enough for now that what was begun is finished and repeats get their first answer.
 */
export async function checkService(
  stack: Stack,
  { dataDir, load }: Pick<Place, 'dataDir' | 'load'>,
  { url, admin }: Running,
  random: Random,
  { before = [], whole = true }: { readonly before?: readonly LoggedEvent[]; readonly whole?: boolean } = {},
): Promise<{ readonly log: readonly LoggedEvent[]; readonly found: readonly string[] }> {
  const works = [
    ...(await worksFinished(admin, load.acknowledged)),
    ...(await acceptedWorksOver(admin, await readLog(admin, before.at(-1)?.position))),
  ]
  const views = await viewsCaughtUp(admin)
  const seen = whole ? [] : before
  const log = [...seen, ...(await readLog(admin, seen.at(-1)?.position))]
  const repeats = await checkRepeats(load, () => url, random, REPEATED)
  const more = await readLog(admin, log.at(-1)?.position)
  const found = [
    ...load.wrong.splice(0),
    ...works,
    ...views,
    ...(whole ? [...checkPrefix(before, log), ...checkLog(load, log), ...(await checkViews(stack, dataDir))] : []),
    ...(whole ? await checkProof(stack, dataDir) : []),
    ...repeats,
    ...more.map(({ type, subject }) => `a repeat has recorded ${type} of ${subject}`),
  ]
  return { log, found }
}
