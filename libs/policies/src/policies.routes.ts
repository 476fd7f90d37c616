import { Controller, Get, Inject } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger'
import { States } from '@ledger/event-sourcing'
import { Asked, commandRoute, pathIds, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
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

export interface PoliciesInForce {
  readonly tierCuts: Versioned<TierCuts>
  readonly churnDays: Versioned<number>
}

export type FunnelStagesInForce = Versioned<FunnelStages> & { readonly kind: string }

/** The settings in force. */
@ApiTags(tag)
@ApiBearerAuth()
@Controller('v1/policies')
export class PoliciesController {
  constructor(@Inject(States) private readonly states: States) {}

  @Get()
  @ApiOperation({ operationId: 'getPolicies', summary: 'Tier cuts and churn days in force, with their versions' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 503])
  async all(@Asked() request: AuthenticatedRequest): Promise<PoliciesInForce> {
    queryOf(request, [])
    const { state: tierCuts } = await this.states.current(TierCutsPolicy, { policy: 'tier-cuts' })
    const { state: churnDays } = await this.states.current(ChurnPolicy, { policy: 'churn-days' })
    return { tierCuts, churnDays }
  }

  @Get('funnel-stages/:kind')
  @ApiParam({ name: 'kind', type: String })
  @ApiOperation({ operationId: 'getFunnelStages', summary: 'The funnel stages in force for a kind of campaign' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async stages(@Asked() request: AuthenticatedRequest): Promise<FunnelStagesInForce> {
    queryOf(request, [])
    const kind = pathIds(request).kind!
    const { state } = await this.states.current(FunnelPolicy, { kind })
    return { kind, ...state }
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
  commandRoute(setFunnelStages, {
    path: 'policies/funnel-stages/:kind/set',
    summary: 'Choose the funnel stages of a kind (F01)',
    tag,
    ability: 'set-policy',
  }),
]
