import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common'
import type { Type } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger'
import type { Answer, Decision, Target } from '@ledger/event-sourcing'
import type { FastifyReply } from 'fastify'
import { CommandAnswer, COMMAND_ANSWER_HEADERS, COMMAND_HEADERS, ProblemResponses } from './documents.js'
import { GiveCommand } from './give-command.js'
import { needs } from './needs.js'
import type { Ability } from './needs.js'
import { refused } from './problem.js'
import { Asked, commandContext, pathIds } from './requester.js'
import type { AuthenticatedRequest } from './requester.js'
import { validated } from './validated.js'

export interface CommandRoute {
  /** `campaigns/:campaign/approve`: its parameters are the ids of the decision's target. */
  readonly path: string
  /** One line for the table of contents of the API. */
  readonly summary: string
  readonly tag: string
  /** Ids of the target that do not stand in the path. */
  readonly fixed?: Readonly<Record<string, string>>
  /** What the token must be allowed to; `command` where nothing is said. */
  readonly ability?: Ability
}

/**
 * A decision at an address: one line in a module makes the endpoint, its validation and its documentation.
 * The body is the command's own class, so there is nothing to keep in step.
 */
export function commandRoute<C extends object, T extends Target>(
  decision: Decision<C, T>,
  { path, summary, tag, fixed = {}, ability = 'command' }: CommandRoute,
): Type {
  const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)

  @ApiTags(tag)
  @ApiBearerAuth()
  @Controller('v1')
  class CommandController {
    constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

    @Post(path)
    @HttpCode(200)
    @needs(ability)
    @ApiOperation({ operationId: lowerFirst(decision.name), summary })
    @ApiBody({ type: decision.command, required: true })
    @ApiOkResponse({ type: CommandAnswer, description: 'What it recorded.', headers: COMMAND_ANSWER_HEADERS })
    @ProblemResponses()
    async give(
      @Asked() request: AuthenticatedRequest,
      @Body() body: unknown,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<CommandAnswer> {
      const target = { ...fixed, ...pathIds(request) }
      const context = commandContext(request)
      // A command without fields may come without a body.
      const command = validated(decision.command, body ?? {})
      const given = new GiveCommand(decision as unknown as Decision, target, command, context)
      return answered(await this.commands.execute<GiveCommand, Answer>(given), reply)
    }
  }
  const give = Object.getOwnPropertyDescriptor(CommandController.prototype, 'give')!
  for (const name of parameters) ApiParam({ name, type: String })(CommandController.prototype, 'give', give)
  for (const documented of COMMAND_HEADERS) ApiHeader(documented)(CommandController.prototype, 'give', give)
  Object.defineProperty(CommandController, 'name', { value: `${decision.name}Controller` })
  return CommandController
}

/** The answer to a command: what it recorded, and from which position on a view shows it. */
export function answered(
  { refusal, commandId, events, revision, position }: Answer,
  reply: FastifyReply,
): CommandAnswer {
  if (refusal) throw refused(refusal)
  void reply.header('etag', `"${revision}"`)
  if (position !== undefined) void reply.header('ledger-position', String(position))
  const changed = events.length > 0
  return { commandId, changed, revision, ...(position === undefined ? {} : { position }), events: [...events] }
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
