import { Inject } from '@nestjs/common'
import { CommandHandler } from '@nestjs/cqrs'
import type { ICommandHandler } from '@nestjs/cqrs'
import { Executor } from '@ledger/event-sourcing'
import { trace } from '@opentelemetry/api'
import type { Answer, CommandContext, Decision, Target } from '@ledger/event-sourcing'

/** A command on the bus: a decision, what it is about, and who gives it. */
export class GiveCommand {
  constructor(
    readonly decision: Decision,
    readonly target: Target,
    readonly command: object,
    readonly context: CommandContext,
  ) {}
}

/** The one handler of every command: there is one path, and it is the executor's. */
@CommandHandler(GiveCommand)
export class GiveCommandHandler implements ICommandHandler<GiveCommand> {
  constructor(@Inject(Executor) private readonly executor: Executor) {}

  execute({ decision, target, command, context }: GiveCommand): Promise<Answer> {
    return trace.getTracer('campaign-ledger').startActiveSpan(`command ${decision.name}`, async (span) => {
      try {
        const answer = await this.executor.execute(decision, target, command, context)
        span.setAttribute('ledger.events', answer.events.length)
        if (answer.refusal) span.setAttribute('ledger.refused', answer.refusal.refused)
        return answer
      } catch (error) {
        span.recordException(error as Error)
        throw error
      } finally {
        span.end()
      }
    })
  }
}
