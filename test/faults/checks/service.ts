import type { Load } from '../load/load.js'
import type { Place, Running } from '../place.js'
import type { Random } from '../random.js'
import type { Stack } from '../stacks/stack.js'
import { checkAnswers, checkCausality } from './answers.js'
import { checkDesks } from './desks.js'
import { checkOrder, checkPrefix, readLog } from './log.js'
import type { LoggedEvent } from './log.js'
import { checkRepeats } from './repeats.js'
import { checkViews, viewsCaughtUp } from './views.js'
import { checkWorks, worksFinished } from './works.js'

const REPEATED = 20

/** Everything that must hold of a log, whoever serves it. */
export const checkLog = (load: Load, log: readonly LoggedEvent[]): readonly string[] => [
  ...checkOrder(log),
  ...checkAnswers(load.acknowledged, log),
  ...checkCausality(load.acknowledged, log),
  ...checkWorks(load.acknowledged, log),
  ...checkDesks(log),
]

/** Looks at a service from the outside, while nobody else sends anything: what it holds, tells and shows. */
export async function checkService(
  stack: Stack,
  { dataDir, load }: Pick<Place, 'dataDir' | 'load'>,
  { url, admin }: Running,
  random: Random,
  before: readonly LoggedEvent[] = [],
): Promise<{ readonly log: readonly LoggedEvent[]; readonly found: readonly string[] }> {
  const works = await worksFinished(admin, load.acknowledged)
  const views = await viewsCaughtUp(admin)
  const log = await readLog(admin)
  const repeats = await checkRepeats(load, () => url, random, REPEATED)
  const after = await readLog(admin)
  const silent = after.length === log.length ? [] : [`repeats have recorded ${after.length - log.length} events`]
  const found = [
    ...load.wrong.splice(0),
    ...works,
    ...views,
    ...checkPrefix(before, log),
    ...checkLog(load, log),
    ...repeats,
    ...silent,
    ...(await checkViews(stack, dataDir)),
  ]
  return { log, found }
}
