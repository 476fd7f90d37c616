import { allocationKeySet } from './allocation-key/allocation-key.js'
import { churnDaysSet } from './churn-days/churn-days.js'
import { funnelStagesSet } from './funnel-stages/funnel-stages.js'
import { tierCutsSet } from './tier-cuts/tier-cuts.js'

/** Every kind of event that changes a setting: policies are versioned by them. */
export const policyEvents = [tierCutsSet, churnDaysSet, funnelStagesSet, allocationKeySet] as const
