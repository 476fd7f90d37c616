import type { Target } from './aggregate.js'
import type { Decision } from './decision.js'

/** A command that follows from an event, or from an item of bulk work. */
export interface FollowUp {
  readonly decision: Decision
  readonly target: Target
  readonly command: object
}

export const followUp = <C extends object, T extends Target>(
  decision: Decision<C, T>,
  target: T,
  command: C,
): FollowUp => ({ decision: decision as unknown as Decision, target, command })
