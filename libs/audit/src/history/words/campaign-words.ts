import type { CampaignEvent } from '@ledger/campaigns'
import { because, counted, money } from './sentence.js'
import type { Words } from './sentence.js'

export const campaignWords: Words<CampaignEvent> = {
  CampaignDrafted: ({ plan }, who) => `${who} drafted the plan “${plan.name}”.`,
  PlanRevised: ({ plan }, who) => `${who} revised the plan “${plan.name}”.`,
  CampaignSubmitted: (_, who) => `${who} submitted the plan for approval.`,
  CampaignApproved: ({ comment }, who) => `${who} approved the plan${because(comment)}.`,
  CampaignSentBack: ({ reason }, who) => `${who} sent the plan back${because(reason)}.`,
  CampaignRejected: ({ reason }, who) => `${who} rejected the plan${because(reason)}.`,
  PlanAmended: ({ reason }, who) => `${who} proposed an amendment of the approved plan${because(reason)}.`,
  AmendmentApproved: ({ comment }, who) => `${who} approved the amendment of the plan${because(comment)}.`,
  AmendmentSentBack: ({ reason }, who) => `${who} sent the amendment back${because(reason)}.`,
  WaveBegun: ({ wave, group, channel }, who) => `${who} began wave ${wave} to ${group} over ${channel}.`,
  RegistrationOpened: ({ capacity, offerHours }, who) =>
    `${who} opened registration with ${counted(capacity, 'seat')}; an offer of a freed seat holds for ${counted(offerHours, 'hour')}.`,
  CampaignStarted: (_, who) => `${who} started the campaign.`,
  CampaignFinished: (_, who) => `${who} finished the campaign.`,
  CostRecorded: ({ cost, line, amount, currency, commitment, afterEvaluation }, who) =>
    `${who} recorded cost ${cost} of ${money(amount, currency)} on budget line ${line}${commitment === undefined ? '' : `, which settles commitment ${commitment}`}${afterEvaluation ? ', after the evaluation' : ''}.`,
  CostReversed: ({ cost, line, amount, currency, reason }, who) =>
    `${who} took cost ${cost} of ${money(amount, currency)} off budget line ${line}${because(reason)}.`,
  CostCommitted: ({ commitment, line, amount, currency, supplier }, who) =>
    `${who} committed ${money(amount, currency)} of budget line ${line}${supplier === undefined ? '' : ` to ${supplier}`} as ${commitment}.`,
  CommitmentReleased: ({ commitment, line, amount, currency, reason }, who) =>
    `${who} released commitment ${commitment} of ${money(amount, currency)} on budget line ${line}${because(reason)}.`,
  CampaignEvaluated: ({ conclusion, goalsMet, spent, budget, currency }, who) =>
    `${who} evaluated the campaign: goals ${goalsMet ? 'met' : 'missed'}, ${money(spent, currency)} spent of ${money(budget, currency)}${because(conclusion)}.`,
  CampaignCancelled: ({ reason, phase }, who) => `${who} cancelled the campaign, which was ${phase}${because(reason)}.`,
  CampaignTakenOver: ({ plan, phase, source }, who) =>
    `${who} took over the campaign “${plan.name}”, which was ${phase}, from ${source}.`,
}
