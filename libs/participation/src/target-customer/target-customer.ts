import { inExecution, inPhase } from '@ledger/campaigns'
import { decide, nothing } from '@ledger/event-sourcing'
import { Id } from '@ledger/fields'
import { customerTargeted } from '../participation/participation.events.js'
import { Participation } from '../participation/participation.js'
import { ofCampaign, plannedGroup } from '../participation/rules.js'

export class TargetCustomer {
  @Id({ about: 'A target group of the approved plan.', example: 'key-staff' })
  group: string
}

export const targetCustomer = decide(
  Participation,
  TargetCustomer,
  ofCampaign,
  (person, { group }, { target, facts }) => {
    const refusal = inPhase(facts.campaign, inExecution) ?? plannedGroup(facts.campaign, group)
    if (refusal) return refusal
    return person.groups.includes(group) ? nothing : customerTargeted({ ...target, group })
  },
)
