import { itemRoute, listRoute } from '@ledger/http'
import type { CampaignCard, CampaignDocument } from './campaign-document.js'
import { campaignBoard } from './campaign-board.js'
import { Campaign, phases } from '../campaign/campaign.js'

const tag = 'Campaigns'

const card = ({ campaign, phase, plan, amendment, ...document }: CampaignDocument): CampaignCard => {
  const { name, kind, owner, period, region, parent, currency } = plan
  const { approvedPlan = plan, waves, registration, takenOverFrom, changedAt, revision } = document
  const { budget, committed, spent, remaining } = document
  const [begunAt] = [...waves.map(({ at }) => at), ...(registration ? [registration.at] : [])].toSorted()
  return {
    campaign,
    name,
    kind,
    phase,
    owner,
    period,
    ...(region === undefined ? {} : { region }),
    ...(parent === undefined ? {} : { parent }),
    amendmentPending: amendment !== undefined,
    currency,
    targets: approvedPlan.targets,
    ...(begunAt === undefined ? {} : { begunAt }),
    budget,
    committed,
    spent,
    remaining,
    ...(takenOverFrom === undefined ? {} : { takenOverFrom }),
    changedAt,
    revision,
  }
}

export const campaignRoutes = [
  listRoute(campaignBoard, {
    path: 'campaigns',
    operation: 'listCampaigns',
    summary: 'The board: every campaign with its phase, period, owner and money (H02, H03)',
    tag,
    filters: {
      phase: { field: 'phase', oneOf: phases },
      kind: { field: 'plan.kind' },
      owner: { field: 'plan.owner' },
    },
    sorts: { from: 'plan.period.from', name: 'plan.name', campaign: 'campaign', changedAt: 'changedAt' },
    past: () => ({ name: 'campaigns', streamPrefixes: [Campaign.stream({ campaign: '' })] }),
    present: ({ document }) => card(document),
    columns: {
      campaign: (one: CampaignCard) => one.campaign,
      name: (one: CampaignCard) => one.name,
      kind: (one: CampaignCard) => one.kind,
      phase: (one: CampaignCard) => one.phase,
      owner: (one: CampaignCard) => one.owner,
      from: (one: CampaignCard) => one.period.from,
      to: (one: CampaignCard) => one.period.to,
      zone: (one: CampaignCard) => one.period.zone,
      currency: (one: CampaignCard) => one.currency,
      budget: (one: CampaignCard) => one.budget,
      committed: (one: CampaignCard) => one.committed,
      spent: (one: CampaignCard) => one.spent,
      remaining: (one: CampaignCard) => one.remaining,
    },
  }),
  itemRoute(campaignBoard, {
    path: 'campaigns/:campaign',
    operation: 'getCampaign',
    summary: 'One campaign: plan, approved plan, steps, waves, money, evaluation',
    tag,
    unknown: 'campaign-unknown',
    key: ({ campaign }) => campaign!,
    revision: ({ revision }) => revision,
    stream: ({ campaign }) => Campaign.stream({ campaign: campaign! }),
    present: ({ document }) => document,
  }),
]
