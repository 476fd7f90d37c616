import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import { asId, ID_RULE } from '@ledger/fields'
import {
  FreshnessQuestion,
  Asked,
  freshened,
  fromMoment,
  invalid,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  MomentQuestion,
  pathIds,
  ProblemResponses,
  queryOf,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { referenceFunnel } from '../calculation/reference-funnel.js'
import { campaignByCampaign } from './campaign-by-campaign.js'
import { definitionsOf, stagesInForce } from './funnel.js'
import { funnelOfSource, MOST_SOURCES, neededOfSources, sourcesOf } from './reference.js'
import type { ReferenceFunnel } from './reference.js'

@ApiTags('Insight')
@ApiBearerAuth()
@Controller('v1/funnels/reference/:kind')
export class ReferenceFunnelController {
  constructor(@Inject(Vantages) private readonly vantages: Vantages) {}

  @Get()
  @ApiOperation({
    operationId: 'getReferenceFunnel',
    summary: `The reference funnel of a kind: median rates of its campaigns that are over, ${MOST_SOURCES} at most (F03)`,
  })
  @ApiParam({ name: 'kind', type: String })
  @ApiQuery({
    name: 'except',
    required: false,
    schema: { type: 'string' },
    description: 'Without this campaign: the one that is compared with the others.',
  })
  @FreshnessQuestion()
  @MomentQuestion()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async get(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['except', 'minPosition', ...MOMENT_PARAMETERS])
    const [kind, except, asked] = [pathIds(request).kind!, exceptOf(query.except), momentAsked(query)]
    const begun = await fromMoment(this.vantages, asked, neededOfSources, reply, async (vantage) => {
      await freshened(vantage, neededOfSources.views, query.minPosition)
      const stages = await stagesInForce(vantage.states, kind)
      return { stages, ...(await sourcesOf(vantage, kind, except)), then: momentOf(vantage) }
    })
    const { stages, sources: over, more, then } = begun
    const asking = { vantages: this.vantages, asked, minPosition: query.minPosition, reply }
    const funnels = await campaignByCampaign(
      asking,
      over.map(({ campaign }) => campaign),
      (vantage, campaign) => funnelOfSource(vantage, campaign, stages.value),
    )
    const sources = over.filter((_, at) => funnels[at])
    const answer: ReferenceFunnel = {
      kind,
      stagesVersion: stages.version,
      campaigns: sources.length,
      ...(more ? { more } : {}),
      sources,
      stages: referenceFunnel(
        definitionsOf(stages.value),
        funnels.filter((funnel) => funnel !== undefined),
      ),
      ...then,
    }
    await reply.send(answer)
  }
}

function exceptOf(text: string | undefined): string | undefined {
  if (text === undefined || asId(text) !== undefined) return text
  throw invalid([{ field: 'except', message: ID_RULE }], 'query')
}
