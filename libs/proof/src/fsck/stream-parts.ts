import type { Position } from '@ledger/event-sourcing'

/** Of each stream that stands in a range of the log: its name, its first revision there and where, and its last one. */
export interface StreamColumns {
  readonly names: readonly string[]
  readonly first: readonly number[]
  readonly position: readonly Position[]
  readonly last: readonly number[]
}

/** What of its streams stands in a range of the log: as columns, which take little memory and are quickly handed over. */
export class StreamParts {
  private readonly places = new Map<string, number>()
  private readonly first: number[] = []
  private readonly position: Position[] = []
  private readonly last: number[] = []

  /** Puts an event into its stream. Gives the revision before it, undefined where it is the first one of its stream here. */
  put(stream: string, revision: number, position: Position): number | undefined {
    const place = this.places.get(stream)
    if (place !== undefined) {
      const before = this.last[place]!
      this.last[place] = revision
      return before
    }
    this.places.set(stream, this.last.length)
    this.first.push(revision)
    this.position.push(position)
    this.last.push(revision)
    return undefined
  }

  get columns(): StreamColumns {
    const { first, position, last } = this
    return { names: [...this.places.keys()], first, position, last }
  }
}

/** A stream that does not go on in a later range where it was in an earlier one. */
export interface Break {
  readonly stream: string
  readonly revision: number
  readonly expected: number
  readonly position: Position
}

/** How many streams there are in all ranges, and which do not go on as they must. */
export function joined(ranges: readonly StreamColumns[]): {
  readonly streams: number
  readonly breaks: readonly Break[]
} {
  const ends = new Map<string, number>()
  const breaks: Break[] = []
  for (const { names, first, position, last } of ranges)
    for (const [at, stream] of names.entries()) {
      const expected = (ends.get(stream) ?? -1) + 1
      const revision = first[at]!
      if (revision !== expected) breaks.push({ stream, revision, expected, position: position[at]! })
      ends.set(stream, last[at]!)
    }
  return { streams: ends.size, breaks }
}
