import { isRefusal, eventsOf, eventId } from '@ledger/event-sourcing'
import type { Aggregate, Answer, CommandContext, Decision, States, Target } from '@ledger/event-sourcing'

/** Where a rehearsal finds what the ledger knows by now; nothing, where there is no ledger yet. */
export type KnownStates = Pick<States, 'current'>

/**
 * Decides commands as an executor does, and writes nothing: what would have been recorded is kept in memory and seen by
 * the commands after it. It holds the state of every stream that it touches.
 */
export class Rehearsal {
  private readonly states = new Map<string, unknown>()
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly known?: KnownStates) {}

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

  private async decide(decision: Decision, target: Target, command: object, context: CommandContext): Promise<Answer> {
    const { actor, commandId = '00000000-0000-0000-0000-000000000000' } = context
    const now = new Date().toISOString()
    const facts: Record<string, unknown> = {}
    for (const [name, { of, at }] of Object.entries(decision.facts)) facts[name] = await this.state(of, at(target))
    const state = await this.state(decision.aggregate, target)
    const outcome = decision.decide(state, command, {
      target,
      actor,
      now,
      occurredAt: context.occurredAt ?? now,
      commandId,
      facts,
    })
    if (isRefusal(outcome)) return { commandId, events: [], revision: -1, refusal: outcome }
    const events = eventsOf(outcome)
    this.states.set(decision.aggregate.stream(target), events.reduce(decision.aggregate.fold, state))
    return {
      commandId,
      events: events.map(({ type }, at) => ({ id: eventId(commandId, at), type, revision: at })),
      revision: -1,
    }
  }

  private async state(aggregate: Aggregate, target: Target): Promise<unknown> {
    const stream = aggregate.stream(target)
    if (!this.states.has(stream))
      this.states.set(stream, this.known ? (await this.known.current(aggregate, target)).state : aggregate.initial)
    return this.states.get(stream)
  }
}
