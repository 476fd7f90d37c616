import { callerOf } from '../caller.js'
import type { Caller } from '../caller.js'
import { removeStore } from '../damage.js'
import type { Copy } from '../journeys/torn-writes.js'
import { isRecorded, isWork } from '../load/acknowledged.js'
import type { Place } from '../place.js'
import { NotListening, startProcess } from '../service-process.js'
import type { Stack } from '../stacks/stack.js'
import { checkAnswers } from './answers.js'
import { checkDesks } from './desks.js'
import { checkOrder, checkPrefix, readLog } from './log.js'
import type { LoggedEvent } from './log.js'
import { checkViews, viewsCaughtUp } from './views.js'

interface Checked {
  readonly result: 'opened and right' | 'opened' | 'refused' | 'refused, right after the way out'
  readonly wrong: readonly string[]
}

/** A copy is opened by a service: it is right then, or it is refused with a message that says what to do. */
export async function checkCopy(
  stack: Stack,
  place: Place,
  copy: Copy,
  truth: readonly LoggedEvent[],
): Promise<Checked> {
  try {
    return await checkOpened(stack, place, copy, truth)
  } catch (error) {
    if (!(error instanceof NotListening))
      return { result: 'opened', wrong: [`opened, and cannot be asked: ${(error as Error).message}`] }
    const unclear =
      error.code === 3 && WAY_OUT.test(error.said) ? [] : [`ended without a way out: ${error.said.trim()}`]
    const unfounded = copy.opens ? [`refused, though nothing is wrong with it: ${error.said.trim()}`] : []
    const wrong = [...unclear, ...unfounded]
    const store =
      /([a-z]+\.sqlite): .*Remove it/.exec(error.said)?.[1] ??
      (/remove the views/.test(error.said) ? 'views.sqlite' : undefined)
    if (store === undefined) return { result: 'refused', wrong }
    removeStore(copy.folder, store)
    const again = await checkCopy(stack, place, copy, truth)
    return { result: 'refused, right after the way out', wrong: [...wrong, ...again.wrong] }
  }
}

/** Messages that end a start say one of these. */
const WAY_OUT = /Restore (it from a backup|the whole backup)|Remove it/

async function checkOpened(stack: Stack, place: Place, copy: Copy, truth: readonly LoggedEvent[]): Promise<Checked> {
  const opened = new Date().toISOString()
  const service = startProcess(stack, copy.folder)
  try {
    const url = await service.listening
    const admin = callerOf(url, place.tokens.admin)
    const views = await viewsCaughtUp(admin)
    const log = await readLog(admin)
    // Bulk work and follow-ups that were under way go on: what the copy writes of its own lies behind what it was given.
    const given = log.filter(({ recordedat }) => recordedat < opened)
    const wrong = [
      ...views,
      ...checkPrefix(given, truth),
      ...checkPrefix(given, log),
      ...checkOrder(log),
      ...checkDesks(log),
      ...(copy.must ? checkAnswers(copy.must, log) : []),
      ...(await repeatsAreTrue(place, url, log)),
      ...(await checkViewsAtRest(stack, copy.folder, admin)),
    ]
    return { result: 'opened and right', wrong }
  } finally {
    await service.end('SIGKILL')
  }
}

const TRIES = 10

/** What was under way goes on in the copy: its views are held against a replay of a log that stood still meanwhile. */
async function checkViewsAtRest(stack: Stack, folder: string, admin: Caller): Promise<readonly string[]> {
  for (let tries = 1; ; tries += 1) {
    const before = (await readLog(admin)).length
    const wrong = [...(await viewsCaughtUp(admin)), ...(await checkViews(stack, folder))]
    const stoodStill = (await readLog(admin)).length === before
    if (wrong.length === 0 || stoodStill || tries === TRIES) return wrong
  }
}

/** A request whose event the copy has lost gets no answer that says it was recorded. */
async function repeatsAreTrue(place: Place, url: string, log: readonly LoggedEvent[]): Promise<readonly string[]> {
  const known = new Set(log.map(({ id }) => id))
  const lost = place.load.acknowledged.filter(
    (one) => isRecorded(one) && !isWork(one) && one.reply.body.events.some(({ id }: { id: string }) => !known.has(id)),
  )
  const found: string[] = []
  for (const { step } of lost.slice(-5)) {
    const { status, body } = await place.load.send(step, () => url)
    if (status >= 300) continue
    const now = new Set((await readLog(callerOf(url, place.tokens.admin))).map(({ id }) => id))
    if (body.events.some(({ id }: { id: string }) => !now.has(id)))
      found.push(`${step.key} is answered from what is lost`)
  }
  return found
}
