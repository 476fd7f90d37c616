import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger'
import { EventStore } from '@ledger/event-sourcing'
import { asId, ID_RULE } from '@ledger/fields'
import { Asked, invalid, ndjson, problem, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { bundleOf, Proof, SpanBeyondLog, withinLog } from '@ledger/proof'
import type { BundleScope } from '@ledger/proof-verifier'
import type { FastifyReply } from 'fastify'
import { numberOf } from './numbers.js'
import { historyChanged, notYetProven, treeAt } from './tree-at.js'

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit/bundle')
export class BundleController {
  constructor(
    @Inject(Proof) private readonly proof: Proof,
    @Inject(EventStore) private readonly events: EventStore,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'exportBundle',
    summary: 'Everything to verify a campaign, or a span of the log, offline: events, proofs, checkpoints, keys (Z03)',
  })
  @ApiQuery({ name: 'campaign', required: false, schema: { type: 'string' }, description: 'What belongs to it.' })
  @ApiQuery({ name: 'from', required: false, schema: { type: 'integer' }, description: 'Or a span: first position.' })
  @ApiQuery({
    name: 'to',
    required: false,
    schema: { type: 'integer' },
    description: 'Last position of the span; the end of the log where it is behind it.',
  })
  @ApiOkResponse({
    description: 'One JSON document a line, as docs/reference/bundle.md has it.',
    content: { 'application/x-ndjson': { schema: { type: 'string' } } },
  })
  @ProblemResponses([400, 401, 404, 409, 503])
  async export(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = scopeOf(queryOf(request, ['campaign', 'from', 'to']))
    const { proof, events } = this
    if ('campaign' in asked) await this.checkThere(asked.campaign)
    const { scope, upTo } = await withinLog(events, asked).catch(beyondLog)
    await treeAt(proof.tiles, upTo)
    const checkpoint = await proof.checkpoints.reaching(upTo).catch(historyChanged)
    if (!checkpoint) throw notYetProven()
    const name = 'campaign' in scope ? scope.campaign : `${scope.from}-${scope.to}`
    void reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}.bundle.ndjson"`)
    await reply.send(ndjson(bundleOf({ proof, events, scope, checkpoint, madeAt: new Date() })))
  }

  private async checkThere(campaign: string): Promise<void> {
    for await (const _ of this.events.readStream(`campaign-${campaign}`, { limit: 1 })) return
    throw problem(404, 'campaign-unknown', `Nothing is known of ${campaign}`)
  }
}

function beyondLog(error: unknown): never {
  if (!(error instanceof SpanBeyondLog)) throw error
  throw invalid([{ field: 'from', message: `must not be more than ${error.end}, where the log ends` }], 'query')
}

function scopeOf({ campaign, from, to }: Readonly<Record<string, string>>): BundleScope {
  if ((campaign === undefined) === (from === undefined && to === undefined))
    throw invalid([{ field: 'campaign', message: 'either a campaign is needed, or from and to' }], 'query')
  if (campaign === undefined) {
    const span = { from: numberOf(from, 'from', 'query'), to: numberOf(to, 'to', 'query') }
    if (span.from > span.to) throw invalid([{ field: 'from', message: `must not be more than ${span.to}` }], 'query')
    return span
  }
  const id = asId(campaign)
  if (id === undefined) throw invalid([{ field: 'campaign', message: ID_RULE }], 'query')
  return { campaign: id }
}
