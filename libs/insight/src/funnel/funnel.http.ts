import { Controller, Get, Inject, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import {
  asFreshAs,
  Asked,
  exportType,
  limitOf,
  pathIds,
  positionOf,
  ExportableResponse,
  ProblemResponses,
  queryOf,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Views } from '@ledger/read-store'
import type { View } from '@ledger/read-store'
import type { FastifyReply } from 'fastify'
import type { FunnelPart, FunnelStage } from '../calculation/funnel.js'
import { participants } from '../participants/participants.js'
import { oneOf } from '../value/asked.js'
import { FunnelQuery } from './funnel.js'
import type { CampaignFunnel } from './funnel.js'
import { positionsOf } from '../evidence/evidence.js'
import { funnelFigures, PeopleBehindQuery } from './people-behind.js'
import type { PeopleBehind, PersonBehind } from './people-behind.js'

const parts = { group: 'groups', channel: 'channels', wave: 'waves' } as const
type By = keyof typeof parts

/** The funnel of all, and part by part where that was asked for. `behind`: where each stage opens to its people. */
export interface FunnelAnswer extends Omit<CampaignFunnel, 'total' | 'groups' | 'channels' | 'waves'> {
  readonly stages: readonly FunnelStage[]
  readonly by?: By
  readonly parts?: readonly FunnelPart[]
  readonly behind: string
}

type Row = FunnelStage & { readonly part: string }
const columns = {
  part: (one: Row) => one.part,
  stage: (one: Row) => one.name,
  recorded: (one: Row) => one.recorded,
  count: (one: Row) => one.count,
  beside: (one: Row) => one.beside,
  fromBefore: (one: Row) => one.fromBefore?.rate,
  fromBeforeLow: (one: Row) => one.fromBefore?.low,
  fromBeforeHigh: (one: Row) => one.fromBefore?.high,
  fromFirst: (one: Row) => one.fromFirst?.rate,
  fromFirstLow: (one: Row) => one.fromFirst?.low,
  fromFirstHigh: (one: Row) => one.fromFirst?.high,
  medianMsFromBefore: (one: Row) => one.medianFromBefore,
}

const peopleColumns = {
  customer: (one: PersonBehind) => one.customer,
  groups: (one: PersonBehind) => one.groups.join(' '),
  reachedAt: (one: PersonBehind) => one.reachedAt,
  events: (one: PersonBehind) => positionsOf(one.events),
}

async function* personsOf(people: PeopleBehind): AsyncGenerator<PersonBehind> {
  for await (const { person } of people) yield person
}

const AskedStages = () =>
  ApiQuery({
    name: 'stages',
    required: false,
    schema: { type: 'string' },
    example: 'targeted,accepted',
    description: 'These stages, in this order, instead of those in force for the kind.',
  })

@ApiTags('Insight')
@ApiBearerAuth()
@Controller('v1/campaigns/:campaign/funnel')
export class FunnelController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getFunnel',
    summary: 'Per stage: people, rates with 95 % Wilson intervals, median time from the stage before (F01, F04)',
  })
  @ApiParam({ name: 'campaign', type: String })
  @ApiQuery({
    name: 'by',
    required: false,
    enum: Object.keys(parts),
    description: 'The same for every target group, channel or wave.',
  })
  @AskedStages()
  @ApiQuery({
    name: 'minPosition',
    required: false,
    schema: { type: 'integer' },
    description: 'At least as fresh as this position.',
  })
  @ExportableResponse('The figures as JSON, or as a table.')
  @ProblemResponses([400, 401, 404, 503])
  async get(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['by', 'stages', 'minPosition'])
    const by = oneOf(Object.keys(parts) as By[], 'by', query.by)
    const campaign = pathIds(request).campaign!
    await asFreshAs(this.views, [participants as unknown as View], positionOf(query.minPosition))
    const { total, groups, channels, waves, ...about } = await this.queries.execute(
      new FunnelQuery(campaign, query.stages),
    )
    const chosen = by === undefined ? undefined : { groups, channels, waves }[parts[by]]
    const type = exportType(request)
    if (type) return sendExport(reply, type, `funnel-${campaign}`, table(total, chosen), columns)
    const behind = `/v1/campaigns/${campaign}/funnel/people?stage=`
    const answer = { ...about, stages: total, ...(by && chosen ? { by, parts: chosen } : {}), behind }
    await reply.send(answer satisfies FunnelAnswer)
  }

  @Get('people')
  @ApiOperation({
    operationId: 'listPeopleOfFunnel',
    summary: 'The people that a stage counts, with the events that brought them there (Z06)',
  })
  @ApiParam({ name: 'campaign', type: String })
  @ApiQuery({ name: 'stage', required: true, schema: { type: 'string' } })
  @AskedStages()
  @ApiQuery({
    name: 'figure',
    required: false,
    enum: [...funnelFigures],
    description: 'Those whom the stage counts (the default), or those beside: who skipped a stage before it.',
  })
  @ApiQuery({ name: 'group', required: false, schema: { type: 'string' }, description: 'Of this target group only.' })
  @ApiQuery({ name: 'channel', required: false, schema: { type: 'string' } })
  @ApiQuery({ name: 'wave', required: false, schema: { type: 'string' } })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
  @ApiQuery({ name: 'after', required: false, schema: { type: 'string' }, description: '`next` of the page before.' })
  @ApiQuery({ name: 'minPosition', required: false, schema: { type: 'integer' } })
  @ExportableResponse('A page as JSON, or all of them as a table.')
  @ProblemResponses([400, 401, 404, 503])
  async people(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, [
      'stage',
      'stages',
      'figure',
      'group',
      'channel',
      'wave',
      'limit',
      'after',
      'minPosition',
    ])
    await asFreshAs(this.views, [participants as unknown as View], positionOf(query.minPosition))
    const { stage = '', stages, after, group, channel, wave } = query
    const figure = { stage, stages, figure: oneOf(funnelFigures, 'figure', query.figure), group, channel, wave }
    const limit = limitOf(query.limit)
    const people = await this.queries.execute(new PeopleBehindQuery(pathIds(request).campaign!, figure, after))
    const type = exportType(request)
    if (type) return sendExport(reply, type, `people-${stage}`, personsOf(people), peopleColumns)
    const items: PersonBehind[] = []
    let next: string | undefined
    for await (const one of people) {
      // One more is looked for, so that the last page says that it is the last.
      if (items.length === limit) return void (await reply.send({ items, next }))
      items.push(one.person)
      next = one.next
    }
    await reply.send({ items })
  }
}

function table(total: readonly FunnelStage[], chosen: readonly FunnelPart[] | undefined): readonly Row[] {
  const all = [{ key: 'all', stages: total }, ...(chosen ?? [])]
  return all.flatMap(({ key, stages }) => stages.map((stage) => ({ part: key, ...stage })))
}
