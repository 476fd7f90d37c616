import { inPhase, sinceApproval } from '@ledger/campaigns'
import { decide, nothing } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { opportunityOpened } from '../participation/participation.events.js'
import { Participation } from '../participation/participation.js'
import { ofCampaign } from '../participation/rules.js'

export class OpenOpportunity {
  @Id({ about: 'The id that sales gave it.', example: 'opp-17' })
  opportunity: string
}

/** A good response has become an opportunity, linked to the campaign when it arises (O01, O02). */
export const openOpportunity = decide(
  Participation,
  OpenOpportunity,
  ofCampaign,
  (person, { opportunity }, { target, facts }) => {
    const refusal = inPhase(facts.campaign, sinceApproval)
    if (refusal) return refusal
    return person.opportunities.includes(opportunity) ? nothing : opportunityOpened({ ...target, opportunity })
  },
)
