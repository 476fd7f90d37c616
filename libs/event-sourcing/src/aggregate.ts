import type { AnyEventDefinition, DomainEvent, EventDefinition, EventOf } from './event.js'

/** The ids that name one aggregate: `{ campaign: 'spring-fair' }`. */
export type Target = Readonly<Record<string, string>>

/** How a folded state is kept so that a long stream need not be read from its start. */
export interface SnapshotForm<S> {
  /** Raised when the state's shape changes; older snapshots are then passed over. */
  readonly version: number
  toJson(state: S): unknown
  fromJson(json: unknown): S
}

/** One consistency boundary: a stream, the events in it, and the state that its decisions ask for. */
export interface Aggregate<S = unknown, E extends DomainEvent = DomainEvent, T extends Target = Target> {
  /** The word that its stream names begin with. */
  readonly category: string
  readonly events: readonly EventDefinition[]
  readonly initial: S
  stream(target: T): string
  /** Pure; never changes the state it is given. */
  fold(state: S, event: E): S
  readonly snapshot?: SnapshotForm<S>
}

/** Declares an aggregate. The target's ids stand in the stream's name in the order given, parted by `:`, which no id may hold. */
export function aggregate<
  S,
  const Defs extends readonly AnyEventDefinition[],
  const Ids extends readonly string[],
>(declared: {
  category: string
  ids: Ids
  events: Defs
  initial: S
  fold(state: S, event: EventOf<Defs[number]>): S
  snapshot?: SnapshotForm<S>
}): Aggregate<S, EventOf<Defs[number]>, Readonly<Record<Ids[number], string>>> {
  const { ids, ...rest } = declared
  return {
    ...rest,
    events: declared.events as unknown as readonly EventDefinition[],
    stream: (target) => `${declared.category}-${ids.map((id) => target[id as Ids[number]]).join(':')}`,
  }
}
