import { isRefusal, eventsOf, eventId } from '@ledger/event-sourcing'
import type { Aggregate, Answer, CommandContext, Decision, DomainEvent, States, Target } from '@ledger/event-sourcing'
import { LRUCache } from 'lru-cache'
import { Scratch } from '../grouping/scratch.js'

/** Where a rehearsal finds what the ledger knows by now; nothing, where there is no ledger yet. */
export type KnownStates = Pick<States, 'current'>

/** A state, and how many events were folded into it since the rehearsal began: its size goes by them. */
interface Rehearsed {
  readonly state: unknown
  readonly events: number
}

/** Streams, and events in them, whose states are kept at hand. */
const STREAMS = 20_000
const EVENTS = 200_000

/**
 * Decides commands as an executor does, and writes nothing: what would have been recorded is seen by the commands after
 * it. It lies in a temporary file, and the states that it leads to are kept in memory within bounds. To be closed.
 */
export class Rehearsal {
  private readonly states: LRUCache<string, Rehearsed>
  private scratch: Scratch | undefined
  private recorded = 0
  private last: Promise<unknown> = Promise.resolve()

  /** @param streams how many states are kept at hand */
  constructor(
    private readonly known?: KnownStates,
    streams = STREAMS,
  ) {
    this.states = new LRUCache({
      max: streams,
      maxSize: EVENTS,
      sizeCalculation: ({ events }) => Math.min(events + 1, EVENTS / 4),
    })
  }

  /** One after the other, in the order of the calls. */
  execute<C extends object, T extends Target>(
    decision: Decision<C, T>,
    target: T,
    command: C,
    context: CommandContext,
  ): Promise<Answer> {
    const answer = this.last.then(() => this.decide(decision as unknown as Decision, target, command, context))
    this.last = answer.catch(() => undefined)
    return answer
  }

  [Symbol.dispose](): void {
    this.scratch?.close()
  }

  private async decide(decision: Decision, target: Target, command: object, context: CommandContext): Promise<Answer> {
    const { actor, commandId = '00000000-0000-0000-0000-000000000000' } = context
    const now = new Date().toISOString()
    const facts: Record<string, unknown> = {}
    for (const [name, { of, at }] of Object.entries(decision.facts)) facts[name] = (await this.of(of, at(target))).state
    const before = await this.of(decision.aggregate, target)
    const outcome = decision.decide(before.state, command, {
      target,
      actor,
      now,
      occurredAt: context.occurredAt ?? now,
      commandId,
      facts,
    })
    if (isRefusal(outcome)) return { commandId, events: [], revision: -1, refusal: outcome }
    const events = eventsOf(outcome)
    if (events.length > 0) this.keep(decision.aggregate, target, before, events)
    return {
      commandId,
      events: events.map(({ type }, at) => ({ id: eventId(commandId, at), type, revision: at })),
      revision: -1,
    }
  }

  private keep(aggregate: Aggregate, target: Target, before: Rehearsed, events: readonly DomainEvent[]): void {
    const stream = aggregate.stream(target)
    this.scratch ??= new Scratch()
    for (const event of events) this.scratch.put(stream, (this.recorded += 1), event)
    const state = events.reduce(aggregate.fold, before.state)
    this.states.set(stream, { state, events: before.events + events.length })
  }

  private async of(aggregate: Aggregate, target: Target): Promise<Rehearsed> {
    const stream = aggregate.stream(target)
    const kept = this.states.get(stream)
    if (kept) return kept
    let state = this.known ? (await this.known.current(aggregate, target)).state : aggregate.initial
    let events = 0
    for (const event of this.scratch?.of<DomainEvent>(stream) ?? []) {
      state = aggregate.fold(state, event)
      events += 1
    }
    const found = { state, events }
    this.states.set(stream, found)
    return found
  }
}
