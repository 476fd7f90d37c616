import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger'
import {
  Asked,
  commandRoute,
  fromMoment,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  MomentQuestion,
  pathIds,
  ProblemResponses,
  queryOf,
  RevisionQuestion,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { Moment, Vantage } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { AllocationPolicy, setAllocationKey } from './allocation-key/allocation-key.js'
import type { AllocationKey } from './allocation-key/allocation-key.js'
import { ChurnPolicy, setChurnDays } from './churn-days/churn-days.js'
import { FunnelPolicy, setFunnelStages } from './funnel-stages/funnel-stages.js'
import type { FunnelStages } from './funnel-stages/stages.js'
import { setTierCuts, TierCutsPolicy } from './tier-cuts/tier-cuts.js'
import type { TierCuts } from './tier-cuts/tier-cuts.js'

const tag = 'Policies'

/** A setting, and how often it was decided; 0 is the built-in choice. */
interface Versioned<Value> {
  readonly version: number
  readonly value: Value
}

interface Then {
  /** Where it was asked about the past. */
  readonly moment?: Moment
}

export interface PoliciesInForce extends Then {
  readonly tierCuts: Versioned<TierCuts>
  readonly churnDays: Versioned<number>
  readonly allocationKey: Versioned<AllocationKey>
}

export type FunnelStagesInForce = Versioned<FunnelStages> & Then & { readonly kind: string }

/** The settings in force, today or at a moment of the past. */
@ApiTags(tag)
@ApiBearerAuth()
@Controller('v1/policies')
export class PoliciesController {
  constructor(@Inject(Vantages) private readonly vantages: Vantages) {}

  @Get()
  @ApiOperation({
    operationId: 'getPolicies',
    summary: 'Tier cuts, churn days and allocation key in force, with their versions',
  })
  @MomentQuestion()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  all(
    @Asked() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PoliciesInForce> {
    return this.from(request, reply, async (vantage) => {
      const { state: tierCuts } = await vantage.states.current(TierCutsPolicy, { policy: 'tier-cuts' })
      const { state: churnDays } = await vantage.states.current(ChurnPolicy, { policy: 'churn-days' })
      const { state: allocationKey } = await vantage.states.current(AllocationPolicy, { policy: 'allocation-key' })
      return { tierCuts, churnDays, allocationKey, ...momentOf(vantage) }
    })
  }

  @Get('funnel-stages/:kind')
  @ApiParam({ name: 'kind', type: String })
  @ApiOperation({ operationId: 'getFunnelStages', summary: 'The funnel stages in force for a kind of campaign' })
  @MomentQuestion()
  @RevisionQuestion()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  stages(
    @Asked() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FunnelStagesInForce> {
    const kind = pathIds(request).kind!
    const inForce = async (vantage: Vantage) => {
      const { state } = await vantage.states.current(FunnelPolicy, { kind })
      return { kind, ...state, ...momentOf(vantage) }
    }
    return this.from(request, reply, inForce, FunnelPolicy.stream({ kind }))
  }

  private from<T>(
    request: AuthenticatedRequest,
    reply: FastifyReply,
    work: (vantage: Vantage) => Promise<T>,
    /** Of which a revision speaks. */
    stream?: string,
  ): Promise<T> {
    const query = queryOf(request, [...MOMENT_PARAMETERS, ...(stream === undefined ? [] : ['revision'])])
    return fromMoment(this.vantages, momentAsked(query, stream), undefined, reply, work)
  }
}

export const policyControllers = [
  PoliciesController,
  commandRoute(setTierCuts, {
    path: 'policies/tier-cuts/set',
    summary: 'Decide where the tiers end (A04)',
    tag,
    ability: 'set-policy',
    fixed: { policy: 'tier-cuts' },
  }),
  commandRoute(setChurnDays, {
    path: 'policies/churn-days/set',
    summary: 'Decide when a customer is churned (L01)',
    tag,
    ability: 'set-policy',
    fixed: { policy: 'churn-days' },
  }),
  commandRoute(setAllocationKey, {
    path: 'policies/allocation-key/set',
    summary: 'Decide by what indirect cost is shared out (E02)',
    tag,
    ability: 'set-policy',
    fixed: { policy: 'allocation-key' },
  }),
  commandRoute(setFunnelStages, {
    path: 'policies/funnel-stages/:kind/set',
    summary: 'Choose the funnel stages of a kind (F01)',
    tag,
    ability: 'set-policy',
  }),
]
