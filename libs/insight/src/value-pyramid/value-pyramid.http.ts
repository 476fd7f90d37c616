import { Controller, Get, Inject, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger'
import {
  asFreshAs,
  Asked,
  exportType,
  limitOf,
  positionOf,
  ExportableResponse,
  ProblemResponses,
  queryOf,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Views } from '@ledger/read-store'
import type { FastifyReply } from 'fastify'
import type { PyramidTier } from '../calculation/pyramid.js'
import { currencyCode, dayOf, tierOf, valueOf } from '../value/asked.js'
import { CustomersBehindQuery } from '../value/customers-behind.js'
import { ValueQuestion, valueViews } from '../value/value-question.js'
import { ValuePyramidQuery } from './value-pyramid.js'

const columns = {
  tier: (one: PyramidTier) => one.tier,
  customers: (one: PyramidTier) => one.customers,
  amount: (one: PyramidTier) => one.amount,
  share: (one: PyramidTier) => one.share,
  smallest: (one: PyramidTier) => one.smallest,
  largest: (one: PyramidTier) => one.largest,
}

@ApiTags('Insight')
@ApiBearerAuth()
@Controller('v1/value-pyramid')
export class ValuePyramidController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getValuePyramid',
    summary: 'Tiers A to D as of a day, and how concentrated the value is (A04)',
  })
  @ValueQuestion()
  @ExportableResponse('The figures as JSON, or as a table.')
  @ProblemResponses([400, 401, 422, 503])
  async get(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['asOf', 'value', 'currency', 'cuts', 'minPosition'])
    const asked = {
      asOf: dayOf(query.asOf),
      value: valueOf(query.value),
      currency: currencyCode(query.currency),
      cuts: query.cuts,
    }
    await asFreshAs(this.views, valueViews, positionOf(query.minPosition))
    const answer = await this.queries.execute(new ValuePyramidQuery(asked))
    const type = exportType(request)
    if (type) return sendExport(reply, type, `value-pyramid-${answer.asOf}`, answer.tiers, columns)
    await reply.send({ ...answer, behind: '/v1/value-pyramid/customers' })
  }

  @Get('customers')
  @ApiOperation({
    operationId: 'listCustomersOfPyramid',
    summary: 'The customers of the pyramid or of a tier, with the events behind their amounts (Z06)',
  })
  @ValueQuestion()
  @ApiQuery({ name: 'tier', required: false, enum: ['A', 'B', 'C', 'D'] })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
  @ApiQuery({ name: 'after', required: false, schema: { type: 'string' }, description: '`next` of the page before.' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 422, 503])
  async customers(@Asked() request: AuthenticatedRequest): Promise<object> {
    const query = queryOf(request, ['asOf', 'value', 'currency', 'cuts', 'tier', 'limit', 'after', 'minPosition'])
    const asked = {
      asOf: dayOf(query.asOf),
      value: valueOf(query.value),
      currency: currencyCode(query.currency),
      cuts: query.cuts,
    }
    await asFreshAs(this.views, valueViews, positionOf(query.minPosition))
    const page = { limit: limitOf(query.limit), after: query.after }
    return this.queries.execute(new CustomersBehindQuery(asked, { tier: tierOf(query.tier) }, page))
  }
}
