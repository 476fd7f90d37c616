import { Campaign, campaignBoard } from '@ledger/campaigns'
import type { CampaignDocument } from '@ledger/campaigns'
import type { FunnelStages } from '@ledger/policies'
import type { View } from '@ledger/read-store'
import type { Moment, Needed, Vantage } from '@ledger/time-travel'
import type { FunnelStage } from '../calculation/funnel.js'
import type { ReferenceStage } from '../calculation/reference-funnel.js'
import type { InForce } from '../value/policy-in-force.js'
import { wholeFunnel } from './funnel.js'

/** So many campaigns make a reference at the most: those that began last. */
export const MOST_SOURCES = 50

/** A campaign that a reference is taken from, as it was looked at. */
export interface ReferenceSource {
  readonly campaign: string
  readonly name: string
  readonly period: CampaignDocument['plan']['period']
  /** The revision of its stream. */
  readonly revision: number
}

/** The funnel that campaigns of a kind are expected to show (F03), from those that are over. */
export interface ReferenceFunnel {
  readonly kind: string
  /** The version of the stages of this kind; 0 is the built-in choice. */
  readonly stagesVersion: InForce<FunnelStages>['version']
  /** Of how many campaigns: the sources. */
  readonly campaigns: number
  /** There are more that are over; the reference is taken from those that began last. */
  readonly more?: true
  readonly sources: readonly ReferenceSource[]
  readonly stages: readonly ReferenceStage[]
  /** Which moment it speaks of; missing where that is today. */
  readonly moment?: Moment
}

/** What of the past the sources are found in. */
export const neededOfSources: Needed = {
  name: 'campaigns',
  streamPrefixes: [Campaign.stream({ campaign: '' })],
  views: [campaignBoard as unknown as View],
}

/** The campaigns of a kind that are over, those that began last first, without one of them. */
export async function sourcesOf(
  { views }: Vantage,
  kind: string,
  except: string | undefined,
): Promise<{ readonly sources: readonly ReferenceSource[]; readonly more?: true }> {
  const { entries, next } = await views.of(campaignBoard).find({
    filter: { 'plan.kind': kind, phase: { in: ['held', 'evaluated'] } },
    sort: [
      ['plan.period.from', 'desc'],
      ['campaign', 'desc'],
    ],
    limit: MOST_SOURCES + 1,
  })
  const others = entries.map(({ document }) => document).filter(({ campaign }) => campaign !== except)
  const sources = others
    .slice(0, MOST_SOURCES)
    .map(({ campaign, plan, revision }) => ({ campaign, name: plan.name, period: plan.period, revision }))
  return { sources, ...(next !== undefined || others.length > MOST_SOURCES ? { more: true } : {}) }
}

/** How far the people of a source came; undefined where nobody is in it, who would say nothing. */
export async function funnelOfSource(
  { views }: Vantage,
  campaign: string,
  stages: FunnelStages,
): Promise<readonly FunnelStage[] | undefined> {
  const found = await wholeFunnel(views, campaign, stages)
  return found.some(({ count, beside }) => count + beside > 0) ? found : undefined
}
