import { commandRoute } from '@ledger/http'
import { amendPlan } from './amend-plan/amend-plan.js'
import { approveCampaign } from './approve-campaign/approve-campaign.js'
import { beginWave } from './begin-wave/begin-wave.js'
import { campaignRoutes } from './board/campaign-board.http.js'
import { cancelCampaign } from './cancel-campaign/cancel-campaign.js'
import { commitCost } from './commit-cost/commit-cost.js'
import { draftCampaign } from './draft-campaign/draft-campaign.js'
import { evaluateCampaign } from './evaluate-campaign/evaluate-campaign.js'
import { finishCampaign } from './finish-campaign/finish-campaign.js'
import { openRegistration } from './open-registration/open-registration.js'
import { recordCost } from './record-cost/record-cost.js'
import { rejectCampaign } from './reject-campaign/reject-campaign.js'
import { releaseCommitment } from './release-commitment/release-commitment.js'
import { reverseCost } from './reverse-cost/reverse-cost.js'
import { revisePlan } from './revise-plan/revise-plan.js'
import { sendBackCampaign } from './send-back-campaign/send-back-campaign.js'
import { startCampaign } from './start-campaign/start-campaign.js'
import { submitCampaign } from './submit-campaign/submit-campaign.js'
import { takeOverCampaign } from './take-over-campaign/take-over-campaign.js'

const tag = 'Campaigns'
const at = (verb: string) => `campaigns/:campaign/${verb}`

/** What can be done with a campaign, and where: one line a capability. */
export const campaignControllers = [
  commandRoute(draftCampaign, { path: at('draft'), summary: 'Draw up a campaign (P01, P02)', tag }),
  commandRoute(revisePlan, { path: at('revise-plan'), summary: 'Change the plan of a draft', tag }),
  commandRoute(submitCampaign, { path: at('submit'), summary: 'Submit the plan for approval (P03)', tag }),
  commandRoute(approveCampaign, {
    path: at('approve'),
    summary: 'Approve the plan, or the amendment that waits; not by its writers (P02, P03)',
    tag,
    ability: 'approve',
  }),
  commandRoute(sendBackCampaign, {
    path: at('send-back'),
    summary: 'Send the plan, or the amendment, back with a reason',
    tag,
    ability: 'approve',
  }),
  commandRoute(rejectCampaign, { path: at('reject'), summary: 'Reject the plan for good', tag, ability: 'approve' }),
  commandRoute(amendPlan, { path: at('amend-plan'), summary: 'Propose a change to the approved plan (E03)', tag }),
  commandRoute(beginWave, {
    path: at('begin-wave'),
    summary: 'Begin a wave of invitations to a target group (I01)',
    tag,
  }),
  commandRoute(openRegistration, {
    path: at('open-registration'),
    summary: 'Open registration with a capacity (R01)',
    tag,
  }),
  commandRoute(startCampaign, { path: at('start'), summary: 'The campaign is underway', tag }),
  commandRoute(finishCampaign, {
    path: at('finish'),
    summary: 'The campaign was held; who did not come is recorded',
    tag,
  }),
  commandRoute(commitCost, {
    path: at('commit-cost'),
    summary: 'Commit money of a budget line, by an order (P07)',
    tag,
  }),
  commandRoute(releaseCommitment, {
    path: at('release-commitment'),
    summary: 'Free committed money that nobody will ask for any more',
    tag,
  }),
  commandRoute(recordCost, {
    path: at('record-cost'),
    summary: 'Record a direct cost; it may settle a commitment (E01)',
    tag,
  }),
  commandRoute(reverseCost, { path: at('reverse-cost'), summary: 'Take a cost back that was recorded in error', tag }),
  commandRoute(evaluateCampaign, { path: at('evaluate'), summary: 'Close the campaign with a judgement (E14)', tag }),
  commandRoute(cancelCampaign, { path: at('cancel'), summary: 'Cancel the campaign, with a reason', tag }),
  commandRoute(takeOverCampaign, {
    path: at('take-over'),
    summary: 'Take over a campaign of the past from a named source',
    tag,
    ability: 'take-over',
  }),
  ...campaignRoutes,
]
