import { Campaign, inPhase, sinceApproval } from '@ledger/campaigns'
import type { CampaignState } from '@ledger/campaigns'
import { refuse } from '@ledger/event-sourcing'
import type { Refusal } from '@ledger/event-sourcing'
import type { Invitation } from './participation.events.js'
import type { ParticipationState } from './participation.js'

/** The campaign that a participant or a desk belongs to, as a fact of a decision. */
export const ofCampaign = {
  campaign: { of: Campaign, at: ({ campaign }: { readonly campaign: string }) => ({ campaign }) },
}

/** Refuses (`target-group-unknown`) a group that the approved plan does not have. */
export function plannedGroup(campaign: CampaignState, group: string): Refusal | undefined {
  const planned = campaign.approvedPlan?.targetGroups.some(({ id }) => id === group)
  return planned ? undefined : refuse('target-group-unknown', { group })
}

/** The invitation that an answer is to: that of the wave named, else the last one. Late answers are facts, too. */
export function answerable(person: ParticipationState, campaign: CampaignState, wave?: string): Refusal | Invitation {
  const refusal = inPhase(campaign, sinceApproval)
  if (refusal) return refusal
  const invitation =
    wave === undefined ? person.invitations.at(-1) : person.invitations.find((one) => one.wave === wave)
  return invitation ?? refuse('not-invited', wave === undefined ? {} : { wave })
}
