import { Controller, Get, Inject, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import {
  FreshnessQuestion,
  Asked,
  ExportableResponse,
  exportType,
  freshened,
  fromMoment,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  MomentQuestion,
  pathIds,
  ProblemResponses,
  queryOf,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { Vantage } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { ChurnByTierQuery } from '../churn-by-tier/churn-by-tier.js'
import { FunnelQuery } from '../funnel/funnel.js'
import { fromMonth } from '../overheads/from-month.js'
import { SharedOverheadsQuery } from '../overheads/shared-overheads.js'
import { neededOfCampaign } from '../participants/streams.js'
import { valueAsked, VALUE_PARAMETERS } from '../value/asked.js'
import { fromKnown, ValueQuestion } from '../value/value-question.js'
import { ValuePyramidQuery } from '../value-pyramid/value-pyramid.js'
import { figuresOfChurn, figuresOfFunnel, figuresOfPyramid, figuresOfShares } from './figures.js'
import { MOST, othersOf } from './others.js'
import { whatIf } from './what-if.js'
import type { ChangedFigure, OtherPolicy, WhatIf } from './what-if.js'

const Several = (name: string, example: string) =>
  ApiQuery({
    name,
    required: false,
    schema: { type: 'string' },
    example,
    description: `Instead of the policy in force; several parted by semicolons, all combinations up to ${MOST}.`,
  })

type Row = ChangedFigure & { readonly policy: OtherPolicy }
const columns = {
  cuts: ({ policy }: Row) => policy.cuts,
  days: ({ policy }: Row) => policy.days,
  stages: ({ policy }: Row) => policy.stages,
  key: ({ policy }: Row) => policy.key,
  figure: (one: Row) => one.figure,
  inForce: (one: Row) => one.inForce,
  other: (one: Row) => one.other,
}

@ApiTags('Insight')
@ApiBearerAuth()
@Controller('v1/what-if')
export class WhatIfController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Vantages) private readonly vantages: Vantages,
  ) {}

  @Get('value-pyramid')
  @ApiOperation({
    operationId: 'whatIfValuePyramid',
    summary: 'The value pyramid under other cuts, beside the one in force; changes nothing (Z05)',
  })
  @ValueQuestion()
  @Several('cuts', 'rank:0.1,0.3,0.6;amount:100000,50000,10000')
  @ExportableResponse('Both as JSON, or what differs as a table.')
  @ProblemResponses([400, 401, 404, 422, 503])
  async pyramid(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, VALUE_PARAMETERS)
    const [asked, others] = [valueAsked(query), othersOf(query, ['cuts'])]
    await fromKnown(this.vantages, query, reply, async (vantage) => {
      const answer = ({ cuts }: OtherPolicy) => this.queries.execute(new ValuePyramidQuery({ ...asked, cuts }, vantage))
      await send(await whatIf(others, answer, figuresOfPyramid), vantage, request, reply)
    })
  }

  @Get('churn-by-tier')
  @ApiOperation({
    operationId: 'whatIfChurnByTier',
    summary: 'Churn by tier under other days or cuts, beside those in force; changes nothing (Z05)',
  })
  @ValueQuestion()
  @Several('cuts', 'rank:0.1,0.3,0.6')
  @Several('days', '60;90;120')
  @ExportableResponse('Both as JSON, or what differs as a table.')
  @ProblemResponses([400, 401, 404, 422, 503])
  async churn(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, [...VALUE_PARAMETERS, 'days'])
    const [asked, others] = [valueAsked(query), othersOf(query, ['cuts', 'days'])]
    await fromKnown(this.vantages, query, reply, async (vantage) => {
      const answer = ({ cuts, days }: OtherPolicy) =>
        this.queries.execute(new ChurnByTierQuery({ ...asked, cuts, days }, vantage))
      await send(await whatIf(others, answer, figuresOfChurn), vantage, request, reply)
    })
  }

  @Get('campaigns/:campaign/funnel')
  @ApiOperation({
    operationId: 'whatIfFunnel',
    summary: 'A funnel under other stages, beside those in force; changes nothing (Z05)',
  })
  @ApiParam({ name: 'campaign', type: String })
  @Several('stages', 'invited,accepted;invited,attended')
  @FreshnessQuestion()
  @MomentQuestion()
  @ExportableResponse('Both as JSON, or what differs as a table.')
  @ProblemResponses([400, 401, 404, 503])
  async funnel(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['stages', 'minPosition', ...MOMENT_PARAMETERS])
    const [campaign, others] = [pathIds(request).campaign!, othersOf(query, ['stages'])]
    const needed = neededOfCampaign(campaign)
    await fromMoment(this.vantages, momentAsked(query), needed, reply, async (vantage) => {
      await freshened(vantage, needed.views, query.minPosition)
      const answer = ({ stages }: OtherPolicy) => this.queries.execute(new FunnelQuery(campaign, stages, vantage))
      await send(await whatIf(others, answer, figuresOfFunnel), vantage, request, reply)
    })
  }

  @Get('overheads/:month')
  @ApiOperation({
    operationId: 'whatIfOverheads',
    summary: 'Indirect cost shared out by other keys, beside the one in force; changes nothing (E02, Z05)',
  })
  @ApiParam({ name: 'month', type: String })
  @Several('key', 'equal;days;weights:spring-fair=3,autumn-fair=1')
  @FreshnessQuestion()
  @MomentQuestion()
  @ExportableResponse('Both as JSON, or what differs as a table.')
  @ProblemResponses([400, 401, 404, 503])
  async overheads(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    await fromMonth({ vantages: this.vantages, request, reply }, async (month, query, vantage) => {
      const answer = ({ key }: OtherPolicy) => this.queries.execute(new SharedOverheadsQuery(month, key, vantage))
      await send(await whatIf(othersOf(query, ['key']), answer, figuresOfShares), vantage, request, reply)
    })
  }
}

async function send(
  answer: WhatIf<unknown>,
  vantage: Vantage,
  request: AuthenticatedRequest,
  reply: FastifyReply,
): Promise<void> {
  const type = exportType(request)
  const rows = answer.others.flatMap(({ policy, changes }) => changes.map((one): Row => ({ policy, ...one })))
  void reply.header('ledger-what-if', 'true')
  if (type) return sendExport(reply, type, 'what-if', rows, columns)
  await reply.send({ ...answer, ...momentOf(vantage) })
}
