import { Controller, Get, Inject, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import {
  FreshnessQuestion,
  Asked,
  exportType,
  freshened,
  fromMoment,
  limitOf,
  pathIds,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  MomentQuestion,
  ExportableResponse,
  ProblemResponses,
  queryOf,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { Moment, Vantage } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import type { FunnelPart, FunnelStage } from '../calculation/funnel.js'
import { neededOfCampaign } from '../participants/streams.js'
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
  readonly moment?: Moment
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
    @Inject(Vantages) private readonly vantages: Vantages,
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
  @FreshnessQuestion()
  @MomentQuestion()
  @ExportableResponse('The figures as JSON, or as a table.')
  @ProblemResponses([400, 401, 404, 503])
  async get(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['by', 'stages', 'minPosition', ...MOMENT_PARAMETERS])
    const by = oneOf(Object.keys(parts) as By[], 'by', query.by)
    await this.from(request, query, reply, async (vantage, campaign) => {
      const found = await this.queries.execute(new FunnelQuery(campaign, query.stages, vantage))
      await this.send({ ...found, by, moment: vantage.moment }, request, reply)
    })
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
  @FreshnessQuestion()
  @MomentQuestion()
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
      ...MOMENT_PARAMETERS,
    ])
    const { stage = '', stages, after, group, channel, wave } = query
    const figure = { stage, stages, figure: oneOf(funnelFigures, 'figure', query.figure), group, channel, wave }
    const limit = limitOf(query.limit)
    await this.from(request, query, reply, async (vantage, campaign) => {
      const people = await this.queries.execute(new PeopleBehindQuery(campaign, figure, after, vantage))
      const type = exportType(request)
      if (type) return sendExport(reply, type, `people-${stage}`, personsOf(people), peopleColumns)
      await reply.send({ ...(await pageOf(people, limit)), ...momentOf(vantage) })
    })
  }

  private async send(
    {
      total,
      groups,
      channels,
      waves,
      by,
      moment,
      ...about
    }: CampaignFunnel & { by: By | undefined; moment: Moment | undefined },
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { campaign } = about
    const chosen = by === undefined ? undefined : { groups, channels, waves }[parts[by]]
    const type = exportType(request)
    if (type) return sendExport(reply, type, `funnel-${campaign}`, table(total, chosen), columns)
    const behind = `/v1/campaigns/${campaign}/funnel/people?stage=`
    const part = by && chosen ? { by, parts: chosen } : {}
    const answer = { ...about, stages: total, ...part, behind, ...(moment ? { moment } : {}) }
    await reply.send(answer satisfies FunnelAnswer)
  }

  /** From the moment that is asked about: of the past, what is needed is the people of the campaign. */
  private async from(
    request: AuthenticatedRequest,
    query: Readonly<Record<string, string>>,
    reply: FastifyReply,
    work: (vantage: Vantage, campaign: string) => Promise<void>,
  ): Promise<void> {
    const campaign = pathIds(request).campaign!
    const needed = neededOfCampaign(campaign)
    await fromMoment(this.vantages, momentAsked(query), needed, reply, async (vantage) => {
      await freshened(vantage, needed.views, query.minPosition)
      await work(vantage, campaign)
    })
  }
}

/** One more is looked for, so that the last page says that it is the last. */
async function pageOf(people: PeopleBehind, limit: number): Promise<{ items: readonly PersonBehind[]; next?: string }> {
  const items: PersonBehind[] = []
  let next = ''
  for await (const one of people) {
    if (items.length === limit) return { items, next }
    items.push(one.person)
    next = one.next
  }
  return { items }
}

function table(total: readonly FunnelStage[], chosen: readonly FunnelPart[] | undefined): readonly Row[] {
  const all = [{ key: 'all', stages: total }, ...(chosen ?? [])]
  return all.flatMap(({ key, stages }) => stages.map((stage) => ({ part: key, ...stage })))
}
