import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { Campaign } from '@ledger/campaigns'
import { States } from '@ledger/event-sourcing'
import { invalid, problem } from '@ledger/http'
import { conditions, FunnelPolicy, stages as stageNames } from '@ledger/policies'
import type { FunnelStages, Stage } from '@ledger/policies'
import { Views } from '@ledger/read-store'
import type { Vantage } from '@ledger/time-travel'
import { funnel } from '../calculation/funnel.js'
import type { Funnel, FunnelRow, FunnelStage, StageDefinition } from '../calculation/funnel.js'
import { participants } from '../participants/participants.js'
import { participantKey } from '../participants/participant.js'
import type { Participant } from '../participants/participant.js'
import type { InForce } from '../value/policy-in-force.js'

export interface CampaignFunnel extends Funnel {
  readonly campaign: string
  readonly kind: string
  /** The version of the stages of this kind; 0 is the built-in choice, `asked` where the question brought its own. */
  readonly stagesVersion: InForce<FunnelStages>['version']
}

/** How far the people of a campaign have come (F01): a person counts once. By the stages in force, or those asked for. */
export class FunnelQuery extends Query<CampaignFunnel> {
  constructor(
    readonly campaign: string,
    readonly stages?: string,
    /** From where it is looked at; from today where nothing is said. */
    readonly from?: Vantage,
  ) {
    super()
  }
}

@QueryHandler(FunnelQuery)
export class FunnelHandler implements IQueryHandler<FunnelQuery> {
  constructor(
    @Inject(Views) readonly views: Views,
    @Inject(States) readonly states: States,
  ) {}

  async execute({ campaign, stages: asked, from }: FunnelQuery): Promise<CampaignFunnel> {
    const { views, states } = from ?? this
    const { kind, stages } = await stagesOf(states, campaign, asked)
    return {
      campaign,
      kind,
      stagesVersion: stages.version,
      ...(await measuredFunnel(views, campaign, stages.value)),
    }
  }
}

const measuredFunnel = (views: Views, campaign: string, stages: FunnelStages): Promise<Funnel> =>
  funnel(definitionsOf(stages), rows(views, campaign, stages))

/** The funnel of everybody, without its parts. */
export const wholeFunnel = async (
  views: Views,
  campaign: string,
  stages: FunnelStages,
): Promise<readonly FunnelStage[]> => (await funnel(definitionsOf(stages), rowsOfAll(views, campaign, stages))).total

export const definitionsOf = (stages: FunnelStages): readonly StageDefinition[] =>
  stages.map(({ stage, start, end }) => ({ name: stage, start, end }))

/** The stages asked for, else those in force for the kind of a campaign. @throws ProblemException 404 where there is no such campaign. */
export async function stagesOf(
  states: States,
  campaign: string,
  asked: string | undefined,
): Promise<{ kind: string; stages: InForce<FunnelStages> }> {
  const kind = await kindOf(states, campaign)
  if (kind === undefined) throw problem(404, 'campaign-unknown', `Nothing is known of ${campaign}`)
  if (asked !== undefined) return { kind, stages: { value: parseStages(asked), version: 'asked' } }
  return { kind, stages: await stagesInForce(states, kind) }
}

/** The kind of a campaign; undefined where nothing is known of it. */
export const kindOf = async (states: States, campaign: string): Promise<string | undefined> =>
  (await states.current(Campaign, { campaign })).state.plan?.kind

export async function stagesInForce(states: States, kind: string): Promise<InForce<FunnelStages>> {
  const { state } = await states.current(FunnelPolicy, { kind })
  return { value: state.value, version: state.version }
}

/** Stages as a question writes them: `targeted,accepted`. */
function parseStages(text: string): FunnelStages {
  const names = text.split(',')
  const known = (name: string): name is Stage => (stageNames as readonly string[]).includes(name)
  if (!names.every(known) || new Set(names).size < names.length) {
    const message = `must be some of ${stageNames.join(', ')}, each once, parted by commas`
    throw invalid([{ field: 'stages', message }], 'query')
  }
  return names.map((stage) => ({ stage, ...conditions[stage] }))
}

type Row = readonly [
  at: Participant['at'],
  groups: Participant['groups'],
  channels: Participant['channels'],
  waves: Participant['waves'],
]

async function* rows(views: Views, campaign: string, stages: FunnelStages): AsyncIterable<readonly FunnelRow[]> {
  const times = timesAt(stages)
  for await (const batch of people(views, campaign, ['at', 'groups', 'channels', 'waves']))
    yield (batch as readonly Row[]).map(([at, groups, channels, waves]) => ({
      times: times(at),
      groups,
      channels,
      waves,
    }))
}

const inNoPart = { groups: [], channels: [], waves: [] }

/** The same of everybody alone: what nobody asks part by part need not be told apart. */
async function* rowsOfAll(views: Views, campaign: string, stages: FunnelStages): AsyncIterable<readonly FunnelRow[]> {
  const times = timesAt(stages)
  for await (const batch of people(views, campaign, ['at']))
    yield (batch as readonly (readonly [Participant['at']])[]).map(([at]) => ({ times: times(at), ...inNoPart }))
}

const people = (views: Views, campaign: string, fields: readonly (keyof Participant)[]) =>
  views.of(participants).scan({ fields, keyPrefix: participantKey(campaign, '') }) as AsyncIterable<readonly unknown[]>

function timesAt(stages: FunnelStages): (at: Participant['at']) => FunnelRow['times'] {
  const names = stages.map(({ stage }) => stage)
  return (at) => names.map((name) => at[name] ?? null)
}
