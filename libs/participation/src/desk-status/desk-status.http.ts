import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger'
import { States } from '@ledger/event-sourcing'
import { Asked, pathIds, problem, ProblemResponses } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
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
}

/** The desk as it is at this moment, from its own stream: seats, and who is next. */
@ApiTags('Registration desk')
@ApiBearerAuth()
@Controller('v1/campaigns/:campaign/desk')
export class DeskStatusController {
  constructor(@Inject(States) private readonly states: States) {}

  @Get()
  @ApiOperation({
    operationId: 'getDesk',
    summary: 'Seats taken, held and free, and the head of the waitlist in order (R05)',
  })
  @ApiParam({ name: 'campaign', type: String })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async get(
    @Asked() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskStatus> {
    const { campaign } = pathIds(request)
    const { state, revision } = await this.states.current(Desk, { campaign: campaign! })
    if (revision < 0) throw problem(404, 'desk-unknown', `Registration for ${campaign} was never opened`)
    void reply.header('etag', `"${revision}"`)
    const { phase, capacity, offerHours, taken, held, registered } = state
    const waitlist = [...Iterator.from(inOrder(state)).take(SHOWN)].map(([customer, partySize]) => ({
      customer,
      partySize,
      priority: state.entries.get(customer)!.priority,
    }))
    const seats = { capacity, taken, held, free: phase === 'open' ? freeSeats(state) : 0 }
    return {
      campaign: campaign!,
      phase,
      seats,
      offerHours,
      registered,
      waiting: waitingCount(state),
      waitlist,
      revision,
    }
  }
}
