import type { Reply } from '../caller.js'
import type { Step } from './commands.js'

/** A step that was answered: whatever happens from now on, this answer holds. */
export interface Acknowledged {
  readonly step: Step
  readonly reply: Reply
  /** `performance.now()` of its first sending and of its answer. */
  readonly sentAt: number
  readonly answeredAt: number
}

export const isRecorded = ({ reply }: Acknowledged): boolean => reply.status >= 200 && reply.status < 300

/** Accepted as work, which is carried out afterwards. */
export const isWork = (one: Acknowledged): boolean => one.step.items !== undefined && isRecorded(one)

/** How many of each kind were recorded and refused: `{ register: [120, 31] }`. */
export function counts(
  all: readonly Acknowledged[],
): Readonly<Record<string, readonly [recorded: number, refused: number]>> {
  const found: Record<string, [number, number]> = {}
  for (const one of all) {
    const count = (found[one.step.kind] ??= [0, 0])
    count[isRecorded(one) ? 0 : 1] += 1
  }
  return found
}
