import type { AnyEventDefinition, DomainEvent, EventDefinition, EventOf, Recorded } from '@ledger/event-sourcing'

/** A document is what JSON can hold. */
export type Document = object

/**
 * A read model: which keys an event touches, and how one event is folded into the document of one of them.
 * The fold is pure and reads nothing but its two arguments, so a replay gives the same documents on every store.
 */
export interface View<D extends Document = Document, E extends DomainEvent = DomainEvent> {
  readonly name: string
  /** Raised when fold, keys or the shape of the document change; the new version fills beside the old one. */
  readonly version: number
  /** The kinds of event it reads; everything else passes by. */
  readonly reads: readonly EventDefinition[]
  /** Field paths (`plan.kind`) per index, in order. Every filter and sort of a query stands in one of them. */
  readonly indexes: readonly (readonly string[])[]
  /** Fields of the document that hold personal data of the person whose id is its key: they are stored sealed. */
  readonly personal?: readonly string[]
  keys(event: Recorded<E>): readonly string[]
  /** `undefined` in: there is no document yet. `undefined` out: the document is removed. */
  fold(document: D | undefined, event: Recorded<E>, key: string): D | undefined
}

/** Declares a view; the union of its events is inferred from the definitions that it reads. */
export function view<D extends Document, const Defs extends readonly AnyEventDefinition[]>(
  name: string,
  declared: {
    version: number
    reads: Defs
    indexes?: readonly (readonly string[])[]
    personal?: readonly string[]
    keys(event: Recorded<EventOf<Defs[number]>>): readonly string[]
    fold(document: D | undefined, event: Recorded<EventOf<Defs[number]>>, key: string): D | undefined
  },
): View<D, EventOf<Defs[number]>> {
  return { indexes: [], ...declared, name, reads: declared.reads as unknown as readonly EventDefinition[] }
}
