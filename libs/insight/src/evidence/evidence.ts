import type { EventMetadata, EventStore } from '@ledger/event-sourcing'

/** An event behind a figure: enough to find it, and to ask for its proof. */
export interface Evidence {
  readonly position: number
  readonly id: string
  readonly type: string
  readonly stream: string
  readonly revision: number
  readonly occurredAt: string
}

/** Where they stand in the log, for a cell of a table. */
export const positionsOf = (events: readonly Evidence[]): string => events.map(({ position }) => position).join(' ')

/** The events at those positions, in their order. */
export async function evidenceAt(events: EventStore, positions: readonly number[]): Promise<readonly Evidence[]> {
  const found: Evidence[] = []
  for (const position of positions) {
    for await (const event of events.readAll({ from: position, limit: 1 })) {
      if (event.position !== position) continue
      const { id, type, stream, revision, metadata } = event
      found.push({ position, id, type, stream, revision, occurredAt: (metadata as EventMetadata).occurredAt })
    }
  }
  return found
}
