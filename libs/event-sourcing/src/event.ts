/** When, by whom and why: what every event carries beside its data. Instants are ISO 8601 in UTC, to the millisecond. */
export interface EventMetadata {
  /** When it happened in the world. */
  readonly occurredAt: string
  /** When the ledger learned of it. */
  readonly recordedAt: string
  /** Who gave the command, as the token names them. */
  readonly actor: string
  /** Why, in the actor's words. */
  readonly reason?: string
  /** The conversation this belongs to; the same for everything that follows from one request. */
  readonly $correlationId: string
  /** The event or command that brought this about. */
  readonly $causationId: string
  readonly commandId: string
  /** The named source that a fact of the past was taken over from. */
  readonly source?: string
}

/** An event as the domain speaks of it: its name without a version, always in its newest shape. */
export interface DomainEvent<Name extends string = string, Data = unknown> {
  readonly type: Name
  readonly data: Data
}

/** A domain event that is in the log, with its place there. */
export type Recorded<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly position: Position
  readonly metadata: EventMetadata
}

/**
 * A place in the global order: strictly rising, not dense. EventStoreDB: the commit position (= prepare) of the event;
 * SQLite: the row number. A safe integer (2^53 bytes of log are 9 petabytes); adapters refuse anything else.
 */
export type Position = number

/** The shape of an older version, lifted to the next one. */
export type Upcast = (data: never) => unknown

/**
 * A kind of event: its name, its newest version, and how to lift every older version by one.
 * Stored names (`<name>.v<version>`) and shapes are for ever: a change is a new version beside the old one.
 */
export interface EventDefinition<Name extends string = string, Data = unknown> {
  (data: Data): DomainEvent<Name, Data>
  readonly eventName: Name
  readonly version: number
  /** `upcasts[n]` lifts version n to version n + 1. */
  readonly upcasts: Readonly<Record<number, Upcast>>
  /** Names of the fields of `data` that hold personal data and are stored encrypted with that person's key. */
  readonly personal: readonly string[]
}

/** A definition whatever its data: a definition both takes and gives data, so no single type of data fits all. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyEventDefinition = EventDefinition<string, any>

/** The event that a definition makes. */
export type EventOf<D> = D extends EventDefinition<infer Name, infer Data> ? DomainEvent<Name, Data> : never

/**
 * Declares a kind of event. The type of its data is given in a second call, because TypeScript infers either all
 * type arguments or none: `const planned = event('CampaignPlanned')<{ plan: Plan }>()`.
 */
export function event<Name extends string>(
  eventName: Name,
  options: { version?: number; upcasts?: Record<number, Upcast>; personal?: readonly string[] } = {},
) {
  const { version = 1, upcasts = {}, personal = [] } = options
  for (let older = 1; older < version; older += 1) {
    if (!upcasts[older]) throw new Error(`${eventName}: version ${older} has no upcast to version ${older + 1}`)
  }
  return <Data>(): EventDefinition<Name, Data> =>
    Object.assign((data: Data) => ({ type: eventName, data }), { eventName, version, upcasts, personal })
}
