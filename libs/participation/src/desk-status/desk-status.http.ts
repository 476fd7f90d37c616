import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger'
import {
  Asked,
  fromMoment,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  MomentQuestion,
  pathIds,
  problem,
  ProblemResponses,
  queryOf,
  RevisionQuestion,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { Moment, Vantage } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { Desk } from '../desk/desk.js'
import { freeSeats, inOrder, waitingCount } from '../desk/desk-state.js'
import type { DeskPhase } from '../desk/desk-state.js'

const SHOWN = 100

/** Seats, and the head of the waitlist: who gets the next ones. */
export interface DeskStatus {
  readonly campaign: string
  readonly phase: DeskPhase
  readonly seats: { readonly capacity: number; readonly taken: number; readonly held: number; readonly free: number }
  readonly offerHours: number
  /** Parties with seats. */
  readonly registered: number
  /** Parties that wait; the first hundred of them are in `waitlist`. */
  readonly waiting: number
  readonly waitlist: readonly { readonly customer: string; readonly partySize: number; readonly priority: number }[]
  readonly revision: number
  readonly moment?: Moment
}

/** The desk as it is at this moment, from its own stream: seats, and who is next. */
@ApiTags('Registration desk')
@ApiBearerAuth()
@Controller('v1/campaigns/:campaign/desk')
export class DeskStatusController {
  constructor(@Inject(Vantages) private readonly vantages: Vantages) {}

  @Get()
  @ApiOperation({
    operationId: 'getDesk',
    summary: 'Seats taken, held and free, and the head of the waitlist in order (R05)',
  })
  @ApiParam({ name: 'campaign', type: String })
  @MomentQuestion()
  @RevisionQuestion()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async get(
    @Asked() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskStatus> {
    const query = queryOf(request, ['revision', ...MOMENT_PARAMETERS])
    const campaign = pathIds(request).campaign!
    const asked = momentAsked(query, Desk.stream({ campaign }))
    return fromMoment(this.vantages, asked, undefined, reply, (vantage) => this.from(vantage, campaign, reply))
  }

  private async from(vantage: Vantage, campaign: string, reply: FastifyReply): Promise<DeskStatus> {
    const { state, revision } = await vantage.states.current(Desk, { campaign })
    if (revision < 0) throw problem(404, 'desk-unknown', neverOpened(campaign, vantage))
    if (!vantage.moment) void reply.header('etag', `"${revision}"`)
    const { phase, capacity, offerHours, taken, held, registered } = state
    const waitlist = [...Iterator.from(inOrder(state)).take(SHOWN)].map(([customer, partySize]) => ({
      customer,
      partySize,
      priority: state.entries.get(customer)!.priority,
    }))
    const seats = { capacity, taken, held, free: phase === 'open' ? freeSeats(state) : 0 }
    return {
      campaign,
      phase,
      seats,
      offerHours,
      registered,
      waiting: waitingCount(state),
      waitlist,
      revision,
      ...momentOf(vantage),
    }
  }
}

const neverOpened = (campaign: string, { moment }: Vantage): string =>
  moment
    ? `Registration for ${campaign} was not open yet at that moment`
    : `Registration for ${campaign} was never opened`
