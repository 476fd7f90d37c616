import { Controller, Get, Inject, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger'
import {
  Asked,
  exportType,
  invalid,
  momentOf,
  ExportableResponse,
  ProblemResponses,
  queryOf,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { Vantage } from '@ledger/time-travel'
import { isMonth, monthsBetween } from '@ledger/values'
import type { FastifyReply } from 'fastify'
import { tierNames } from '../calculation/tiers.js'
import { oneOf, valueAsked, VALUE_PARAMETERS } from '../value/asked.js'
import { sendCustomersBehind } from '../value/customers-behind.js'
import { figures } from '../value/members.js'
import { fromKnown, ValueQuestion } from '../value/value-question.js'
import { ChurnByMonthQuery, ChurnByTierQuery } from './churn-by-tier.js'
import type { ChurnAsked } from './churn-by-tier.js'

const LONGEST = 120
const BEHIND = '/v1/churn-by-tier/customers'

interface Row {
  readonly period: string
  readonly tier: string
  readonly customers: number
  readonly active?: number
  readonly churned: number
  readonly cameBack?: number
  readonly rate: { readonly rate: number; readonly low: number; readonly high: number } | undefined
}
const columns = {
  period: (one: Row) => one.period,
  tier: (one: Row) => one.tier,
  customers: (one: Row) => one.customers,
  active: (one: Row) => one.active,
  churned: (one: Row) => one.churned,
  cameBack: (one: Row) => one.cameBack,
  rate: (one: Row) => one.rate?.rate,
  rateLow: (one: Row) => one.rate?.low,
  rateHigh: (one: Row) => one.rate?.high,
}

@ApiTags('Insight')
@ApiBearerAuth()
@Controller('v1/churn-by-tier')
export class ChurnByTierController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Vantages) private readonly vantages: Vantages,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getChurnByTier',
    summary: 'Churn by tier as of a day (L01), or month by month with the moves between tiers (L02)',
  })
  @ValueQuestion()
  @ApiQuery({
    name: 'days',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 3650 },
    description: 'Churned after more than this many days, instead of the policy in force.',
  })
  @ApiQuery({
    name: 'from',
    required: false,
    schema: { type: 'string' },
    example: '1997-07',
    description: 'First month; with `to`, month by month.',
  })
  @ApiQuery({ name: 'to', required: false, schema: { type: 'string' }, example: '1997-12' })
  @ExportableResponse('The figures as JSON, or as a table.')
  @ProblemResponses([400, 401, 404, 422, 503])
  async get(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, [...VALUE_PARAMETERS, 'days', 'from', 'to'])
    const asked = { ...valueAsked(query), days: query.days }
    const months = monthsOf(query)
    await fromKnown(this.vantages, query, reply, (vantage) =>
      months ? this.sendMonths(asked, months, vantage, request, reply) : this.sendDay(asked, vantage, request, reply),
    )
  }

  @Get('customers')
  @ApiOperation({
    operationId: 'listCustomersOfChurn',
    summary: 'The customers behind a figure of churn, with their events (Z06)',
  })
  @ValueQuestion()
  @ApiQuery({ name: 'days', required: false, schema: { type: 'integer', minimum: 1, maximum: 3650 } })
  @ApiQuery({
    name: 'month',
    required: false,
    schema: { type: 'string' },
    example: '1997-07',
    description: 'A figure of this month, by the tier at its start; else a figure as of a day.',
  })
  @ApiQuery({
    name: 'tier',
    required: false,
    enum: [...tierNames, 'none'],
    description: 'At the start of the month; `none`, with `to`: not a customer by then.',
  })
  @ApiQuery({
    name: 'to',
    required: false,
    enum: [...tierNames],
    description: 'The tier at the end of the month: with `tier`, a cell of the moves.',
  })
  @ApiQuery({
    name: 'figure',
    required: false,
    enum: [...figures],
    description:
      '`at-risk`: not churned as of the day, but soon, if they buy nothing; those who bring most come first.',
  })
  @ApiQuery({
    name: 'within',
    required: false,
    schema: { type: 'integer', minimum: 0, maximum: 3650, default: 30 },
    description: 'With `at-risk`: who has at most so many days left before they count as churned.',
  })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
  @ApiQuery({ name: 'after', required: false, schema: { type: 'string' }, description: '`next` of the page before.' })
  @ExportableResponse('A page as JSON, or all of them as a table.')
  @ProblemResponses([400, 401, 404, 422, 503])
  async customers(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, [
      ...VALUE_PARAMETERS,
      'days',
      'month',
      'tier',
      'to',
      'figure',
      'within',
      'limit',
      'after',
    ])
    const asked = { ...valueAsked(query), days: query.days }
    const month = query.month === undefined ? undefined : monthOf(query.month, 'month')
    const figure = {
      tier: oneOf([...tierNames, 'none'], 'tier', query.tier),
      to: oneOf(tierNames, 'to', query.to),
      month,
      figure: oneOf(figures, 'figure', query.figure),
      within: daysOf(query.within),
    }
    if (figure.figure === 'at-risk' && month !== undefined)
      throw invalid([{ field: 'month', message: 'who is at risk is asked as of a day' }], 'query')
    if (figure.to !== undefined && month === undefined)
      throw invalid([{ field: 'to', message: 'is the tier at the end of a month; name the month' }], 'query')
    await fromKnown(this.vantages, query, reply, (vantage) =>
      sendCustomersBehind(this.queries, [asked, figure, vantage], query, request, reply),
    )
  }

  private async sendMonths(
    asked: ChurnAsked,
    months: readonly string[],
    vantage: Vantage,
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.queries.execute(new ChurnByMonthQuery(asked, months, vantage))
    const type = exportType(request)
    if (!type) return void (await reply.send({ ...answer, behind: BEHIND, ...momentOf(vantage) }))
    const rows = answer.months.flatMap((one) =>
      tierNames.map((tier) => ({ period: one.month, tier, ...one.tiers[tier] })),
    )
    await sendExport(reply, type, 'churn-by-month', rows, columns)
  }

  private async sendDay(
    asked: ChurnAsked,
    vantage: Vantage,
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.queries.execute(new ChurnByTierQuery(asked, vantage))
    const type = exportType(request)
    if (!type) return void (await reply.send({ ...answer, behind: BEHIND, ...momentOf(vantage) }))
    const rows = tierNames.map((tier) => ({ period: answer.asOf, tier, ...answer.tiers[tier] }))
    await sendExport(reply, type, `churn-by-tier-${answer.asOf}`, rows, columns)
  }
}

function daysOf(within: string | undefined): number | undefined {
  if (within === undefined) return undefined
  if (/^\d{1,4}$/.test(within) && Number(within) <= 3_650) return Number(within)
  throw invalid([{ field: 'within', message: 'must be a number of days from 0 to 3650' }], 'query')
}

function monthOf(text: string, field: string): string {
  if (isMonth(text)) return text
  throw invalid([{ field, message: 'must be a month, such as 1997-07' }], 'query')
}

function monthsOf({ from, to, asOf }: Readonly<Record<string, string>>): readonly string[] | undefined {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined || to === undefined)
    throw invalid([{ field: from === undefined ? 'from' : 'to', message: 'from and to go together' }], 'query')
  if (asOf !== undefined)
    throw invalid([{ field: 'asOf', message: 'ask either as of a day or from month to month' }], 'query')
  if (monthOf(from, 'from') > monthOf(to, 'to')) throw invalid([{ field: 'to', message: 'is before from' }], 'query')
  const months = monthsBetween(from, to)
  if (months.length > LONGEST) throw invalid([{ field: 'to', message: `at most ${LONGEST} months at a time` }], 'query')
  return months
}
