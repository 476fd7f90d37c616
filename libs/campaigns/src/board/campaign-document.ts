import type { PlanData } from '../campaign/campaign.events.js'
import type { Phase } from '../campaign/campaign.js'

/** One campaign as people look at it. Money is in the smallest unit of `plan.currency`. */
export interface CampaignDocument {
  readonly campaign: string
  readonly phase: Phase
  /** The plan as last written; where an amendment waits, with it. */
  readonly plan: PlanData
  /** The plan frozen by the last approval: what actuals are compared with. */
  readonly approvedPlan?: PlanData
  readonly amendment?: { readonly by: string; readonly at: string; readonly reason: string }
  /** Who did what on the way, newest last. */
  readonly steps: readonly Step[]
  readonly waves: readonly {
    readonly wave: string
    readonly group: string
    readonly channel: string
    readonly at: string
  }[]
  readonly registration?: { readonly capacity: number; readonly offerHours: number; readonly at: string }
  readonly costs: readonly Cost[]
  readonly commitments: readonly Commitment[]
  /** The budget of the plan that is carried out. */
  readonly budget: number
  /** The commitments that are open. */
  readonly committed: number
  readonly spent: number
  /** Budget less what is committed and spent; below zero where that is more. */
  readonly remaining: number
  /** The same line by line, in the order of the plan. */
  readonly lines: readonly BudgetLineMoney[]
  readonly evaluation?: {
    readonly at: string
    readonly conclusion: string
    readonly goalsMet: boolean
    readonly spent: number
    readonly budget: number
  }
  /** The source that it was taken over from. */
  readonly takenOverFrom?: string
  /** The revision of the campaign's stream: the ETag. */
  readonly revision: number
  readonly changedAt: string
}

/** A campaign on the board: the figures of its detail without the plans and the costs. */
export interface CampaignCard extends Pick<
  CampaignDocument,
  'campaign' | 'phase' | 'budget' | 'committed' | 'spent' | 'remaining' | 'takenOverFrom' | 'changedAt' | 'revision'
> {
  readonly name: string
  readonly kind: string
  readonly owner: string
  readonly period: PlanData['period']
  readonly region?: string
  readonly parent?: string
  readonly amendmentPending: boolean
  readonly currency: string
  /** What the plan in force promises. */
  readonly targets: PlanData['targets']
  /** When the first wave went out or registration opened, whichever came first. */
  readonly begunAt?: string
}

export interface Step {
  readonly step: string
  readonly by: string
  readonly at: string
  readonly note?: string
}

/** In the smallest unit of the currency. */
export interface Money {
  readonly planned: number
  /** Promised, and neither settled by a cost nor released. */
  readonly committed: number
  readonly spent: number
  /** Planned less committed less spent; below zero where that is more. */
  readonly remaining: number
}

export interface BudgetLineMoney extends Money {
  readonly line: string
  readonly name: string
}

interface Charge {
  readonly line: string
  readonly amount: number
  readonly day: string
  readonly supplier?: string
  readonly document?: string
}

export interface Commitment extends Charge {
  readonly commitment: string
  /** The cost that settled it. */
  readonly settledBy?: string
  /** Why nothing will be spent on it any more. */
  readonly released?: string
}

export interface Cost extends Charge {
  readonly cost: string
  /** What it settled, or would if it were not taken out of the sum. */
  readonly commitment?: string
  readonly afterEvaluation?: true
  /** Why it was taken out of the sum again. */
  readonly reversed?: string
}
