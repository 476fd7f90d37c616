import type { Decision, FollowUp, Target } from '@ledger/event-sourcing'
import { followUp } from '@ledger/event-sourcing'
import type { Values } from '../mapping/row-mapper.js'

/** A command that a row gives. */
export interface Action extends FollowUp {
  /** ISO 8601, UTC; the time of the import where the row says none. */
  readonly occurredAt?: string
  /** Texts that, with the source, say which command it is; missing where the same command may mean something again. */
  readonly name?: readonly string[]
}

/** What an item's actions are made of, beside its fields. */
export interface ItemContext {
  readonly source: string
  readonly zone: string
  readonly currency: string
  /** The id of an item that has none of its own. */
  readonly ownId: string
  /** Noon and the first moment of an ISO day in the zone. */
  noon(day: string): string
  start(day: string): string
}

export type ToActions = (values: Values, context: ItemContext) => readonly Action[]

/** Commands are checked before they are carried out, so that what a row holds may be given as it is. */
export const action = <C extends object, T extends Target>(
  decision: Decision<C, T>,
  target: Readonly<Record<string, unknown>>,
  command: Readonly<Record<string, unknown>>,
  { occurredAt, name }: { occurredAt?: string; name?: readonly string[] } = {},
): Action => ({
  ...followUp(decision, target as unknown as T, command as unknown as C),
  ...(occurredAt === undefined ? {} : { occurredAt }),
  ...(name === undefined ? {} : { name }),
})
