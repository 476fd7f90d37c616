import { expect } from '@jest/globals'
import fc from 'fast-check'
import { eventsOf, isRefusal } from '../src/index.js'
import type { Aggregate, Decision, DecisionContext, DomainEvent, Outcome, Target } from '../src/index.js'
import { deepFreeze } from './given.js'

// Each command of a sequence fits its own rule; together they are of no single type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyDecision = Decision<any, any>
/** A function where the command depends on how things stand, such as the registration of an open offer. */
type Command = object | ((state: never) => object)

/** One command of a sequence. */
export interface Step {
  readonly decision: AnyDecision
  readonly command: Command
  readonly context: Partial<DecisionContext>
}

export const step = (decision: AnyDecision, command: Command, context: Partial<DecisionContext> = {}): Step => ({
  decision,
  command,
  context,
  // A counter-example is then a list of commands, and not of the sources of their rules.
  ...{ [fc.toStringMethod]: () => `${decision.name}(${JSON.stringify(command)} by ${context.actor ?? 'pat'})` },
})

/** What a step did: the states around it, and what was recorded or refused. */
export interface Taken<S> {
  readonly step: Step
  readonly at: number
  readonly now: string
  readonly before: S
  readonly after: S
  readonly events: readonly DomainEvent[]
  readonly refused: string | undefined
}

/**
 * Takes one command after the other against an aggregate, an hour apart, whatever becomes of them. Held at every step:
 * no state is changed in place, and the same command again, at once, records nothing.
 */
export function* walk<S, E extends DomainEvent, T extends Target>(
  aggregate: Aggregate<S, E, T>,
  target: T,
  steps: readonly Step[],
  past: readonly E[] = [],
): Generator<Taken<S>> {
  let state = past.reduce((folded, event) => aggregate.fold(folded, event), aggregate.initial)
  for (const [at, step] of steps.entries()) {
    const now = new Date(Date.UTC(2027, 1, 1, at)).toISOString()
    const before = deepFreeze(state)
    const outcome = decided(step, before, target, now, at)
    const events = isRefusal(outcome) ? [] : eventsOf(outcome)
    state = events.reduce<S>((folded, event) => aggregate.fold(deepFreeze(folded), event as E), before)
    expect(recordedBy(decided(step, state, target, now, at))).toEqual([])
    yield { step, at, now, before, after: state, events, refused: isRefusal(outcome) ? outcome.refused : undefined }
  }
}

function decided({ decision, command, context }: Step, state: unknown, target: Target, now: string, at: number) {
  const said = typeof command === 'function' ? command(state as never) : command
  const ordinary = { actor: 'pat', now, occurredAt: now, commandId: `command-${at}`, facts: {} }
  return decision.decide(state, said, { ...ordinary, ...context, target })
}

const recordedBy = (outcome: Outcome<DomainEvent>): readonly string[] =>
  isRefusal(outcome) ? [] : eventsOf(outcome).map(({ type }) => type)
