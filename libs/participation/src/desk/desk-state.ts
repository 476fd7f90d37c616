import { Map, OrderedMap, Set } from 'immutable'

export type DeskPhase = 'unopened' | 'open' | 'closed'

/**
 * What decisions at a desk ask for. A desk sees hundreds of thousands of events, so its collections are persistent: a
 * fold shares what it does not change.
 */
export interface DeskState {
  readonly phase: DeskPhase
  readonly capacity: number
  readonly offerHours: number
  /** Seats of registered parties. */
  readonly taken: number
  /** Seats held by open offers. */
  readonly held: number
  readonly entries: Map<string, DeskEntry>
  /** Who waits, by priority, in the order of their coming: customer → party size. */
  readonly waiting: Map<number, OrderedMap<string, number>>
  /** How many have ever come to wait: the next one's number. */
  readonly drawn: number
  /** Registered, and not checked in: whom a finish makes no-shows. */
  readonly expected: Set<string>
  readonly registered: number
  /** Every scan that was ever taken. One that was undone never counts again. */
  readonly scans: Map<string, Scan>
}

export interface DeskEntry {
  readonly status: 'registered' | 'waiting' | 'offered' | 'cancelled' | 'rejected' | 'declined' | 'expired'
  readonly registration: string
  readonly partySize: number
  readonly priority: number
  /** On the waitlist: a lesser number came earlier. Kept with an offer, in case that the person waits again. */
  readonly number?: number
  readonly expiresAt?: string
  readonly checkedIn?: string
  readonly noShow?: true
}

export interface Scan {
  readonly customer: string
  readonly undone: boolean
}

export const emptyDesk: DeskState = {
  phase: 'unopened',
  capacity: 0,
  offerHours: 24,
  taken: 0,
  held: 0,
  entries: Map(),
  waiting: Map(),
  drawn: 0,
  expected: Set(),
  registered: 0,
  scans: Map(),
}

export const freeSeats = ({ capacity, taken, held }: DeskState): number => capacity - taken - held

export const waitingCount = ({ waiting }: DeskState): number => waiting.reduce((sum, queue) => sum + queue.size, 0)

/** Everybody who waits, in the order in which they get seats: greater priority first, then who came first. */
export function* inOrder({ waiting }: DeskState): Iterable<readonly [customer: string, partySize: number]> {
  for (const priority of [...waiting.keys()].toSorted((a, b) => b - a)) yield* waiting.get(priority)!
}

/** The state as JSON for a snapshot, and back. Entries keep their order, so the order of the queues survives. */
export const deskSnapshot = {
  version: 2,
  toJson: (desk: DeskState): unknown => ({
    ...desk,
    entries: [...desk.entries],
    waiting: [...desk.waiting].map(([priority, queue]) => [priority, [...queue]]),
    expected: [...desk.expected],
    scans: [...desk.scans],
  }),
  fromJson: (json: unknown): DeskState => {
    const kept = json as Omit<DeskState, 'entries' | 'waiting' | 'expected' | 'scans'> & {
      entries: [string, DeskEntry][]
      waiting: [number, [string, number][]][]
      expected: string[]
      scans: [string, Scan][]
    }
    return {
      ...kept,
      entries: Map(kept.entries),
      waiting: Map(kept.waiting.map(([priority, queue]) => [priority, OrderedMap(queue)])),
      expected: Set(kept.expected),
      scans: Map(kept.scans),
    }
  },
}
