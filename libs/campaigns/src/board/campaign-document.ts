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
  readonly budget: number
  readonly spent: number
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
  'campaign' | 'phase' | 'budget' | 'spent' | 'takenOverFrom' | 'changedAt' | 'revision'
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

export interface Cost {
  readonly cost: string
  readonly line: string
  readonly amount: number
  readonly day: string
  readonly supplier?: string
  readonly document?: string
  readonly afterEvaluation?: true
  /** Why it was taken out of the sum again. */
  readonly reversed?: string
}
