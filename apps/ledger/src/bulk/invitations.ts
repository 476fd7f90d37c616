import { Controller, Inject, Post, Res } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger'
import { beginWave, BeginWave, channels } from '@ledger/campaigns'
import type { Answer, Decision } from '@ledger/event-sourcing'
import { asId, Id, ID_RULE, ListOfIds } from '@ledger/fields'
import {
  Asked,
  check,
  GiveCommand,
  invalid,
  needs,
  pathIds,
  ProblemResponses,
  queryOf,
  refused,
  validated,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { WorkDesk } from '@ledger/work'
import type { FastifyReply } from 'fastify'
import { bulkContext, BulkBody, itemsOf } from './bulk-body.js'
import type { CheckItem } from './bulk-body.js'
import { sendWork } from './work-progress.js'

export class InviteInBulk extends BeginWave {
  @ListOfIds({
    min: 1,
    max: 2_000_000,
    about: 'Whom to invite. As NDJSON: one id a line, wave and group in the query.',
  })
  customers: string[]
}

/** A wave to many people (I01): begun at once, sent as work that can be watched. */
@ApiTags('Participants')
@ApiBearerAuth()
@Controller('v1')
export class BulkInvitations {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(WorkDesk) private readonly work: WorkDesk,
  ) {}

  @Post('campaigns/:campaign/invitations')
  @needs('command')
  @ApiOperation({ operationId: 'inviteInBulk', summary: 'Begin a wave and invite many customers in one request (I01)' })
  @ApiParam({ name: 'campaign', type: String })
  @ApiQuery({ name: 'wave', required: false, type: String })
  @ApiQuery({ name: 'group', required: false, type: String })
  @ApiQuery({ name: 'channel', required: false, enum: channels })
  @BulkBody(InviteInBulk)
  @ApiOkResponse({ description: 'Finished, where the caller preferred to wait.' })
  @ApiAcceptedResponse({ description: 'Accepted; `location` says where its progress stands.' })
  @ProblemResponses()
  async invite(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['wave', 'group', 'channel'])
    const wave = validated(BeginWave, isStream(request) ? query : { ...besideCustomers(request), ...query })
    const { campaign } = pathIds(request)
    const { idempotencyKey, ...who } = bulkContext(request)
    const accepted = await this.work.accept({
      kind: 'invitations',
      context: { campaign, ...wave },
      ...who,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      items: itemsOf(request, 'customers', customer, ['wave', 'group', 'channel']),
      beforehand: async () => {
        const begin = new GiveCommand(beginWave as unknown as Decision, { campaign: campaign! }, wave, who)
        const { refusal } = await this.commands.execute<GiveCommand, Answer>(begin)
        if (refusal) throw refused(refusal)
      },
    })
    await sendWork(this.work, accepted.work, request, reply)
  }
}

const isStream = (request: AuthenticatedRequest): boolean => (request.headers['content-type'] ?? '').includes('ndjson')

/** What a JSON body says of the wave. What stands in the query as well could be two things. */
function besideCustomers({ body, query }: AuthenticatedRequest): object {
  const { customers: _, ...beside } = (body ?? {}) as Partial<InviteInBulk>
  const twice = Object.keys(beside).filter((name) => Object.hasOwn(query as object, name))
  if (twice.length > 0) throw invalid(twice.map((field) => ({ field, message: 'stands in the query as well' })))
  return beside
}

class Invitee {
  @Id()
  customer: string
}

/** The id of a customer, or an object that holds it and nothing else. */
const customer: CheckItem<string> = (item) => {
  if (typeof item === 'object') {
    const { value, errors } = check(Invitee, item)
    return { errors, ...(value ? { value: value.customer } : {}) }
  }
  const id = asId(item)
  return id === undefined ? { errors: [{ field: '', message: ID_RULE }] } : { value: id, errors: [] }
}
