import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { Campaign } from '@ledger/campaigns'
import { States } from '@ledger/event-sourcing'
import { problem } from '@ledger/http'
import { FunnelPolicy } from '@ledger/policies'
import type { FunnelStages } from '@ledger/policies'
import { Views } from '@ledger/read-store'
import { funnel } from '../calculation/funnel.js'
import type { Funnel, FunnelRow } from '../calculation/funnel.js'
import { participants } from '../participants/participants.js'
import type { Participant } from '../participants/participant.js'
import type { InForce } from '../value/policy-in-force.js'

export interface CampaignFunnel extends Funnel {
  readonly campaign: string
  readonly kind: string
  /** The version of the stages of this kind; 0 is the built-in choice. */
  readonly stagesVersion: number
}

/** How far the people of a campaign have come (F01): a person counts once. */
export class FunnelQuery extends Query<CampaignFunnel> {
  constructor(readonly campaign: string) {
    super()
  }
}

@QueryHandler(FunnelQuery)
export class FunnelHandler implements IQueryHandler<FunnelQuery> {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(States) private readonly states: States,
  ) {}

  async execute({ campaign }: FunnelQuery): Promise<CampaignFunnel> {
    const { kind, stages } = await stagesOf(this.states, campaign)
    const measured = await funnel(
      stages.value.map(({ stage, start, end }) => ({ name: stage, start, end })),
      rows(this.views, campaign, stages.value),
    )
    return { campaign, kind, stagesVersion: stages.version as number, ...measured }
  }
}

/** The stages in force for the kind of a campaign. @throws ProblemException 404 where there is no such campaign. */
export async function stagesOf(
  states: States,
  campaign: string,
): Promise<{ kind: string; stages: InForce<FunnelStages> }> {
  const { state } = await states.current(Campaign, { campaign })
  if (!state.plan) throw problem(404, 'campaign-unknown', `Nothing is known of ${campaign}`)
  const { kind } = state.plan
  const policy = await states.current(FunnelPolicy, { kind })
  return { kind, stages: { value: policy.state.value, version: policy.state.version } }
}

type Row = readonly [
  at: Participant['at'],
  groups: Participant['groups'],
  channels: Participant['channels'],
  waves: Participant['waves'],
]

async function* rows(views: Views, campaign: string, stages: FunnelStages): AsyncIterable<readonly FunnelRow[]> {
  const scan = views.of(participants).scan({ fields: ['at', 'groups', 'channels', 'waves'], filter: { campaign } })
  for await (const batch of scan as AsyncIterable<readonly unknown[]>) {
    yield (batch as readonly Row[]).map(([at, groups, channels, waves]) => ({
      times: stages.map(({ stage }) => at[stage] ?? null),
      groups,
      channels,
      waves,
    }))
  }
}
