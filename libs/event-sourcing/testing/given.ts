import { expect } from '@jest/globals'
import type { Decision, DecisionContext, DomainEvent, Refusal, Target } from '../src/index.js'
import { eventsOf, isRefusal } from '../src/index.js'

type Surroundings = Partial<Omit<DecisionContext, 'target'>>

/**
 * A decision, told as given / when / then:
 * `given(drafted(), submitted()).when(approveCampaign, { campaign: 'fair' }, {}, { actor: 'alex' }).then(approved())`.
 * Facts about other aggregates, the actor and the time stand in the last argument of `when`.
 */
export function given(...past: readonly DomainEvent[]) {
  return {
    when<C extends object, T extends Target>(
      decision: Decision<C, T>,
      target: T,
      command: C,
      surroundings: Surroundings = {},
    ) {
      const context = { ...ordinary, facts: initialFacts(decision), ...surroundings, target }
      const state = past.reduce<unknown>(
        (folded, event) => decision.aggregate.fold(deepFreeze(folded), event),
        decision.aggregate.initial,
      )
      const outcome = decision.decide(deepFreeze(state), command, context)
      return {
        /** These events, exactly and in this order. */
        then: (...events: readonly DomainEvent[]) => expect(plain(outcome)).toEqual(plain([...events])),
        refused: (code: string, details?: Record<string, unknown>) => {
          expect(outcome).toMatchObject({ refused: code, ...(details ? { details } : {}) })
        },
        saysNothing: () => expect(plain(outcome)).toEqual([]),
        outcome,
      }
    },
  }
}

const ordinary = {
  actor: 'pat',
  now: '2027-02-01T09:00:00.000Z',
  occurredAt: '2027-02-01T09:00:00.000Z',
  commandId: '6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8f11',
}

const initialFacts = (decision: { facts: Decision['facts'] }) =>
  Object.fromEntries(Object.entries(decision.facts).map(([name, source]) => [name, source.of.initial]))

const plain = (outcome: readonly DomainEvent[] | DomainEvent | Refusal): unknown =>
  isRefusal(outcome) ? outcome : eventsOf(outcome).map((event) => ({ type: event.type, data: event.data }))

/** Freezes plain objects and arrays all the way down; a fold that changes its input then throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
