import { itemRoute, listRoute } from '@ledger/http'
import type { CampaignDocument } from './campaign-document.js'
import { campaignBoard } from './campaign-board.js'

const tag = 'Campaigns'

/** A campaign on the board: the figures of its detail without the plans and the costs. */
const card = ({
  campaign,
  phase,
  plan,
  amendment,
  budget,
  spent,
  takenOverFrom,
  changedAt,
  revision,
}: CampaignDocument) => ({
  campaign,
  name: plan.name,
  kind: plan.kind,
  phase,
  owner: plan.owner,
  period: plan.period,
  region: plan.region,
  parent: plan.parent,
  amendmentPending: amendment !== undefined,
  currency: plan.currency,
  budget,
  spent,
  takenOverFrom,
  changedAt,
  revision,
})
type Card = ReturnType<typeof card>

export const campaignRoutes = [
  listRoute(campaignBoard, {
    path: 'campaigns',
    operation: 'listCampaigns',
    summary: 'The board: every campaign with its phase, period, owner and money (H02, H03)',
    tag,
    filters: { phase: 'phase', kind: 'plan.kind', owner: 'plan.owner' },
    sorts: { from: 'plan.period.from', name: 'plan.name', campaign: 'campaign', changedAt: 'changedAt' },
    present: ({ document }) => card(document),
    columns: {
      campaign: (one: Card) => one.campaign,
      name: (one: Card) => one.name,
      kind: (one: Card) => one.kind,
      phase: (one: Card) => one.phase,
      owner: (one: Card) => one.owner,
      from: (one: Card) => one.period.from,
      to: (one: Card) => one.period.to,
      zone: (one: Card) => one.period.zone,
      currency: (one: Card) => one.currency,
      budget: (one: Card) => one.budget,
      spent: (one: Card) => one.spent,
    },
  }),
  itemRoute(campaignBoard, {
    path: 'campaigns/:campaign',
    operation: 'getCampaign',
    summary: 'One campaign: plan, approved plan, steps, waves, costs, evaluation',
    tag,
    unknown: 'campaign-unknown',
    key: ({ campaign }) => campaign!,
    revision: ({ revision }) => revision,
    present: ({ document }) => document,
  }),
]
