import type { Aggregate, Target } from './aggregate.js'
import type { DomainEvent } from './event.js'

/** A command that the rules of the domain do not allow, with a stable code and what the caller needs to know. */
export interface Refusal {
  readonly refused: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Events to be recorded; none where everything is already as the command wants it. */
export type Outcome<E extends DomainEvent> = readonly E[] | E | Refusal

/** The command was given before, or there is nothing left to do: said twice is said once. */
export const nothing: readonly never[] = []

export const refuse = (code: string, details: Record<string, unknown> = {}): Refusal => ({ refused: code, details })

export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome

/** States of other aggregates that a decision may look at: fresh when loaded, yet not locked. */
export type Facts = Readonly<Record<string, unknown>>

/** What a decision knows beside state and command. Time and ids come in here; a decision has no clock. */
export interface DecisionContext<T extends Target = Target, F extends Facts = Facts> {
  readonly target: T
  readonly actor: string
  /** ISO 8601, UTC: when the ledger took the command. */
  readonly now: string
  /** When it happened in the world, where the caller says so; else `now`. */
  readonly occurredAt: string
  readonly commandId: string
  readonly facts: F
}

/** Which aggregate a fact is the state of. */
export interface FactSource<T extends Target = Target, S = unknown> {
  readonly of: Aggregate<S, never, never>
  at(target: T): Target
}

type FactStates<Sources> = {
  readonly [Name in keyof Sources]: Sources[Name] extends { readonly of: { readonly initial: infer S } } ? S : never
}

/** A rule of the domain: which events follow from a command, given a state. */
export interface Decision<C extends object = object, T extends Target = Target> {
  /** The name of the command's class, which is also that of the capability. */
  readonly name: string
  readonly command: new () => C
  readonly aggregate: Aggregate
  readonly facts: Readonly<Record<string, FactSource>>
  decide(state: unknown, command: C, context: DecisionContext<T>): Outcome<DomainEvent>
}

/** Declares a decision over one aggregate; `facts` names states of other aggregates that the rule looks at. */
export function decide<
  S,
  E extends DomainEvent,
  T extends Target,
  C extends object,
  Sources extends Record<string, { of: { initial: unknown }; at(target: T): Target }>,
>(
  aggregate: Aggregate<S, E, T>,
  command: new () => C,
  facts: Sources,
  rule: (state: S, command: C, context: DecisionContext<T, FactStates<Sources>>) => Outcome<E>,
): Decision<C, T> {
  return {
    name: command.name,
    command,
    aggregate: aggregate as unknown as Aggregate,
    facts: facts as unknown as Readonly<Record<string, FactSource>>,
    decide: rule as unknown as Decision<C, T>['decide'],
  }
}

/** The events of an outcome that is no refusal. */
export const eventsOf = (outcome: readonly DomainEvent[] | DomainEvent): readonly DomainEvent[] =>
  Array.isArray(outcome) ? (outcome as readonly DomainEvent[]) : [outcome as DomainEvent]
