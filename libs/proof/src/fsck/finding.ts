import type { Position } from '@ledger/event-sourcing'

/** Something that is not as it must be. */
export interface Finding {
  /** Stable; decide by it. */
  readonly code: string
  readonly message: string
  /** Of the event in the log. */
  readonly position?: Position
  /** Of the tree. */
  readonly leaf?: number
}

/** Where findings go. Listed are the first of them; a log that was rewritten has as many as it has events. */
export class Findings {
  readonly listed: Finding[] = []
  count = 0

  constructor(private readonly most: number) {}

  add(finding: Finding): void {
    this.count += 1
    if (this.listed.length < this.most) this.listed.push(finding)
  }

  /** Puts others before these. */
  prepend(others: readonly Finding[]): void {
    this.count += others.length
    this.listed.unshift(...others)
    this.listed.splice(this.most)
  }
}
