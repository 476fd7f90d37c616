import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Text } from '@ledger/fields'
import { attendanceTakenOver } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { ofCampaign } from '../participation/rules.js'

export class TakeOverAttendance {
  @Id({ example: 'c-1001' })
  customer: string

  @Text({ about: 'The system or file that it comes from.' })
  source: string
}

/** Somebody was at a campaign of the past, as its source tells it. */
export const takeOverAttendance = decide(
  Desk,
  TakeOverAttendance,
  ofCampaign,
  (desk, { customer, source }, { target, facts }) => {
    if (facts.campaign.phase === 'unknown') return refuse('campaign-unknown')
    if (!facts.campaign.takenOver) return refuse('campaign-not-taken-over', { phase: facts.campaign.phase })
    return desk.entries.get(customer)?.checkedIn === undefined
      ? attendanceTakenOver({ ...target, customer, source })
      : nothing
  },
)
