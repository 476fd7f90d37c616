import type { Caller } from '../caller.js'

/** An event as the service hands it out. */
export interface LoggedEvent {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly position: number
  readonly revision: number
  readonly actor: string
  readonly recordedat: string
  readonly commandid: string
  // Checks look into data of every kind of event.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
}

const PAGE = 1_000

/** Everything after a position, read over HTTP as any client would. */
export async function readLog(caller: Caller, after = 0): Promise<readonly LoggedEvent[]> {
  const found: LoggedEvent[] = []
  for (let from: string | number = after; ;) {
    const { status, body } = await caller.get(`/v1/events?after=${from}&limit=${PAGE}`)
    if (status !== 200) throw new Error(`the log cannot be read: ${status} ${JSON.stringify(body)}`)
    found.push(...(body.items as LoggedEvent[]))
    if (body.next === undefined) return found
    from = body.next as string
  }
}

/** What is wrong with the order: positions rise, and every stream counts from 0 without a gap. */
export function checkOrder(log: readonly LoggedEvent[]): readonly string[] {
  const found: string[] = []
  const revisions = new Map<string, number>()
  let last = 0
  for (const { position, subject, revision } of log) {
    if (position <= last) found.push(`position ${position} follows ${last}`)
    last = position
    const expected = (revisions.get(subject) ?? -1) + 1
    if (revision !== expected) found.push(`${subject} has revision ${revision} where ${expected} is next`)
    revisions.set(subject, revision)
  }
  return found
}

/** What was read before must be the beginning of what is read now. */
export function checkPrefix(before: readonly LoggedEvent[], now: readonly LoggedEvent[]): readonly string[] {
  const at = before.findIndex((one, index) => !same(one, now[index]))
  if (at < 0) return []
  const { position, type, subject } = before[at]!
  return [`${type} of ${subject}, read at position ${position} before, is no longer there or is another event`]
}

const same = (one: LoggedEvent, other: LoggedEvent | undefined): boolean =>
  other !== undefined && JSON.stringify(one) === JSON.stringify(other)
