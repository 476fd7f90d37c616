import type { Caller } from '../caller.js'
import { isWork } from '../load/acknowledged.js'
import type { Acknowledged } from '../load/acknowledged.js'
import type { LoggedEvent } from './log.js'

const PATIENCE_MS = 30_000

/** What was seen to be finished stays so: the log shows it in the end. */
const finished = new WeakSet<Acknowledged>()

/** Waits until everything that was accepted as work has been carried out, also where a crash came in between. */
export async function worksFinished(caller: Caller, all: readonly Acknowledged[]): Promise<readonly string[]> {
  const until = performance.now() + PATIENCE_MS
  const found: string[] = []
  for (const one of all.filter(isWork)) {
    if (finished.has(one)) continue
    finished.add(one)
    const { step, reply } = one
    for (let phase = 'running'; phase === 'running';) {
      const { status, body } = await caller.get(`/v1/work/${reply.body.work as string}`)
      phase = status === 200 ? (body.phase as string) : `unknown (${status})`
      if (phase === 'running' && performance.now() > until) phase = 'stuck'
      if (phase === 'running') await new Promise((resolve) => setTimeout(resolve, 20))
      else found.push(...wrongWith(step.key, phase, step.items!.length, body as Progress))
    }
  }
  return found
}

/** Waits for what the log has accepted as work, also where nobody heard of it: a process that died had no time to answer. */
export async function acceptedWorksOver(caller: Caller, log: readonly LoggedEvent[]): Promise<readonly string[]> {
  const until = performance.now() + PATIENCE_MS
  const found: string[] = []
  for (const { subject } of log.filter(({ type }) => type.startsWith('WorkAccepted.'))) {
    for (let phase = 'running'; phase === 'running';) {
      const { body } = await caller.get(`/v1/work/${subject.slice('work-'.length)}`)
      phase = body.phase as string
      if (phase === 'running' && performance.now() > until) found.push((phase = `stuck: ${subject} was accepted`))
      if (phase === 'running') await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return found
}

interface Progress {
  readonly done: number
  readonly changed: number
  readonly refused: number
}

const wrongWith = (
  key: string,
  phase: string,
  items: number,
  { done, changed, refused }: Progress,
): readonly string[] => [
  ...(phase === 'finished' && done === items ? [] : [`lost: work ${key} is ${phase}, ${done} of ${items} items done`]),
  ...(changed + refused === items ? [] : [`work ${key} says that ${changed} of ${items} items changed something`]),
]

/** Every item of every accepted work stands in the log once. */
export function checkWorks(all: readonly Acknowledged[], log: readonly LoggedEvent[]): readonly string[] {
  const times = new Map<string, number>()
  for (const { type, data } of log) {
    const item = itemOf(type, data as Data)
    if (item !== undefined) times.set(item, (times.get(item) ?? 0) + 1)
  }
  return all.filter(isWork).flatMap(({ step }) =>
    step.items!.flatMap((item) => {
      const count = times.get(item) ?? 0
      return count === 1 ? [] : [`${count === 0 ? 'lost' : 'doubled'}: ${item} of ${step.key} is there ${count} times`]
    }),
  )
}

interface Data {
  readonly customer: string
  readonly purchase: string
}

function itemOf(type: string, data: Data): string | undefined {
  if (type.startsWith('ParticipantInvited.')) return data.customer
  return type.startsWith('PurchaseRecorded.') ? `${data.customer}/${data.purchase}` : undefined
}
