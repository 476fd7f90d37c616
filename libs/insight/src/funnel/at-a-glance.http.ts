import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger'
import { asId, ID_RULE } from '@ledger/fields'
import {
  FreshnessQuestion,
  Asked,
  invalid,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  MomentQuestion,
  ProblemResponses,
  queryOf,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { funnelAtAGlance } from './at-a-glance.js'
import { campaignByCampaign } from './campaign-by-campaign.js'

/** So many campaigns are counted in one question; whoever shows more asks for the next ones. */
const MOST = 100

/** For the board: one question for all campaigns that it shows. */
@ApiTags('Insight')
@ApiBearerAuth()
@Controller('v1/funnels')
export class FunnelsController {
  constructor(@Inject(Vantages) private readonly vantages: Vantages) {}

  @Get()
  @ApiOperation({
    operationId: 'listFunnels',
    summary: 'How many people each stage has, of several campaigns at once (F01)',
  })
  @ApiQuery({
    name: 'campaigns',
    required: true,
    schema: { type: 'string' },
    example: 'spring-fair,autumn-seminar',
    description: `Up to ${MOST}, parted by commas; those of which nothing is known are left out of the answer.`,
  })
  @FreshnessQuestion()
  @MomentQuestion()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async list(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['campaigns', 'minPosition', ...MOMENT_PARAMETERS])
    const [asked, campaigns] = [momentAsked(query), campaignsOf(query.campaigns)]
    const asking = { vantages: this.vantages, asked, minPosition: query.minPosition, reply }
    const found = await campaignByCampaign(asking, campaigns, async (vantage, campaign) => ({
      funnel: await funnelAtAGlance(vantage, campaign),
      moment: momentOf(vantage),
    }))
    await reply.send({ items: found.flatMap(({ funnel }) => funnel ?? []), ...found[0]?.moment })
  }
}

function campaignsOf(text = ''): readonly string[] {
  const campaigns = [...new Set(text.split(','))]
  const message = campaigns.some((one) => asId(one) === undefined)
    ? `must be ids, parted by commas; each ${ID_RULE}`
    : campaigns.length > MOST
      ? `these are ${campaigns.length} campaigns; at most ${MOST} at a time`
      : undefined
  if (message !== undefined) throw invalid([{ field: 'campaigns', message }], 'query')
  return campaigns
}
