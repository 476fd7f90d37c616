import { Controller, Get, Inject, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger'
import { Asked, exportType, momentOf, ExportableResponse, ProblemResponses, queryOf, sendExport } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { topGroupNames } from '../calculation/pyramid.js'
import type { PyramidTier } from '../calculation/pyramid.js'
import { tierNames } from '../calculation/tiers.js'
import { oneOf, valueAsked, VALUE_PARAMETERS } from '../value/asked.js'
import { sendCustomersBehind } from '../value/customers-behind.js'
import { fromKnown, ValueQuestion } from '../value/value-question.js'
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
    @Inject(Vantages) private readonly vantages: Vantages,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getValuePyramid',
    summary: 'Tiers A to D as of a day, and how concentrated the value is (A04)',
  })
  @ValueQuestion()
  @ExportableResponse('The figures as JSON, or as a table.')
  @ProblemResponses([400, 401, 404, 422, 503])
  async get(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, VALUE_PARAMETERS)
    const asked = valueAsked(query)
    await fromKnown(this.vantages, query, reply, async (vantage) => {
      const answer = await this.queries.execute(new ValuePyramidQuery(asked, vantage))
      const type = exportType(request)
      if (type) return sendExport(reply, type, `value-pyramid-${answer.asOf}`, answer.tiers, columns)
      await reply.send({ ...answer, behind: '/v1/value-pyramid/customers', ...momentOf(vantage) })
    })
  }

  @Get('customers')
  @ApiOperation({
    operationId: 'listCustomersOfPyramid',
    summary: 'The customers of the pyramid or of a tier, with the events behind their amounts (Z06)',
  })
  @ValueQuestion()
  @ApiQuery({ name: 'tier', required: false, enum: [...tierNames] })
  @ApiQuery({
    name: 'group',
    required: false,
    enum: [...topGroupNames],
    description: 'The top 20 %, or the smallest group that brings 80 %.',
  })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
  @ApiQuery({ name: 'after', required: false, schema: { type: 'string' }, description: '`next` of the page before.' })
  @ExportableResponse('A page as JSON, or all of them as a table.')
  @ProblemResponses([400, 401, 404, 422, 503])
  async customers(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, [...VALUE_PARAMETERS, 'tier', 'group', 'limit', 'after'])
    const asked = valueAsked(query)
    const figure = {
      tier: oneOf(tierNames, 'tier', query.tier),
      group: oneOf(topGroupNames, 'group', query.group),
    }
    await fromKnown(this.vantages, query, reply, (vantage) =>
      sendCustomersBehind(this.queries, [asked, figure, vantage], query, request, reply),
    )
  }
}
