import { Controller, Get, Inject, Res } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import {
  Asked,
  ExportableResponse,
  exportType,
  FreshnessQuestion,
  momentOf,
  MomentQuestion,
  ProblemResponses,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { fromMonth } from './from-month.js'
import { SharedOverheadsQuery } from './shared-overheads.js'
import type { OverheadShare, SharedOverheads } from './shared-overheads.js'

type Row = OverheadShare & { readonly currency: string }
const columns = {
  currency: (one: Row) => one.currency,
  campaign: (one: Row) => one.campaign,
  name: (one: Row) => one.name,
  base: (one: Row) => one.base,
  amount: (one: Row) => one.amount,
}

@ApiTags('Overheads')
@ApiBearerAuth()
@Controller('v1/overheads')
export class SharedOverheadsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Vantages) private readonly vantages: Vantages,
  ) {}

  @Get(':month/shares')
  @ApiOperation({
    operationId: 'getOverheadShares',
    summary: 'What each campaign bears of the indirect cost of a month, to the last cent (E02)',
  })
  @ApiParam({ name: 'month', type: String })
  @ApiQuery({
    name: 'key',
    required: false,
    schema: { type: 'string' },
    example: 'days',
    description:
      'Instead of the key in force: `equal`, `direct-cost`, `revenue`, `participants`, `days` or `weights:spring-fair=3,autumn-fair=1`.',
  })
  @FreshnessQuestion()
  @MomentQuestion()
  @ExportableResponse('By currency as JSON, or the shares as a table.')
  @ProblemResponses([400, 401, 404, 503])
  async shares(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    await fromMonth({ vantages: this.vantages, request, reply }, async (month, { key }, vantage) => {
      const answer: SharedOverheads = await this.queries.execute(new SharedOverheadsQuery(month, key, vantage))
      const type = exportType(request)
      if (type) return sendExport(reply, type, 'overhead-shares', rowsOf(answer), columns)
      await reply.send({ ...answer, ...momentOf(vantage) })
    })
  }
}

const rowsOf = ({ currencies }: SharedOverheads): readonly Row[] =>
  currencies.flatMap(({ currency, shares }) => shares.map((share) => ({ currency, ...share })))
