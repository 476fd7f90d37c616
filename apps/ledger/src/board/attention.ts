import { Controller, Get, Inject } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { campaignBoard } from '@ledger/campaigns'
import { Asked, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { participants } from '@ledger/insight'
import { isUnkeyed, Projector, Views } from '@ledger/read-store'

/** What waits for somebody in a campaign, beside what its own card says. */
export interface CampaignAttention {
  readonly campaign: string
  /** Offers of freed seats that end within a day; `more` where there are more than were counted. */
  readonly offers?: { readonly count: number; readonly more?: true; readonly firstExpiresAt: string }
  /** Keys of the campaign and of its people that wait because an event could not be folded. */
  readonly parked?: number
}

const SOON_MS = 24 * 3_600_000
const PAGE = 1_000
const PAGES_AT_MOST = 20

/** For the board: one question for all campaigns. */
@ApiTags('Campaigns')
@ApiBearerAuth()
@Controller('v1/attention')
export class Attention {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(Projector) private readonly projector: Projector,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listAttention',
    summary: 'What needs somebody now: offers about to end, and keys that wait, by campaign',
  })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 503])
  async list(@Asked() request: AuthenticatedRequest): Promise<{ items: readonly CampaignAttention[] }> {
    queryOf(request, [])
    const [offers, parked] = await Promise.all([this.offers(), this.parked()])
    const campaigns = [...new Set([...offers.keys(), ...parked.keys()])].toSorted()
    const items = campaigns.map((campaign) => {
      const [ending, waiting] = [offers.get(campaign), parked.get(campaign)]
      return { campaign, ...(ending ? { offers: ending } : {}), ...(waiting === undefined ? {} : { parked: waiting }) }
    })
    return { items }
  }

  private async offers() {
    const filter = { 'offer.expiresAt': { lte: new Date(Date.now() + SOON_MS).toISOString(), gt: '' } }
    const found = new Map<string, NonNullable<CampaignAttention['offers']>>()
    let cursor: string | undefined
    for (let pages = 0; pages < PAGES_AT_MOST; pages += 1) {
      const page = await this.views.of(participants).find({
        filter,
        sort: [['offer.expiresAt', 'asc']],
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      })
      for (const { document } of page.entries) {
        const { count = 0, firstExpiresAt = document.offer!.expiresAt } = found.get(document.campaign) ?? {}
        found.set(document.campaign, { count: count + 1, firstExpiresAt })
      }
      cursor = page.next
      if (cursor === undefined) return found
    }
    return new Map([...found].map(([campaign, offers]) => [campaign, { ...offers, more: true as const }]))
  }

  private async parked() {
    const found = new Map<string, number>()
    for (const view of [campaignBoard, participants])
      for (const one of await this.projector.parked(view.name)) {
        // A participant's key is that of the campaign and, behind a blank, that of the customer.
        const [campaign = ''] = one.key.split(' ')
        if (!isUnkeyed(one)) found.set(campaign, (found.get(campaign) ?? 0) + 1)
      }
    return found
  }
}
