import type { Aggregate, Target } from './aggregate.js'
import type { Folded, States } from './states.js'

/** States of other aggregates for commands that are given together: each is read once, when it is first asked for. */
export class SharedFacts {
  private readonly read = new Map<string, Promise<Folded>>()

  constructor(private readonly states: States) {}

  current<S>(aggregate: Aggregate<S>, target: Target): Promise<Folded<S>> {
    const stream = aggregate.stream(target)
    const known = this.read.get(stream) ?? this.states.current(aggregate, target)
    this.read.set(stream, known)
    return known as Promise<Folded<S>>
  }
}
