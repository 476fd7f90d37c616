import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Id, Reason } from '@ledger/fields'
import { inPhase } from '@ledger/campaigns'
import { checkInUndone } from '../desk/desk.events.js'
import { Desk } from '../desk/desk.js'
import { ofCampaign } from '../participation/rules.js'

export class UndoCheckIn {
  @Id({ example: 'c-1001' })
  customer: string

  @Id({ example: 'gate-2-000417' })
  scan: string

  @Reason({ optional: true })
  reason?: string
}

/** Takes back a check-in that was made in error, while the campaign is underway. */
export const undoCheckIn = decide(
  Desk,
  UndoCheckIn,
  ofCampaign,
  (desk, { customer, scan, reason }, { target, facts }) => {
    const known = desk.scans.get(scan)
    if (known?.customer !== customer) return refuse('scan-unknown', { scan })
    if (known.undone) return nothing
    return (
      inPhase(facts.campaign, ['underway']) ??
      checkInUndone({ ...target, customer, scan, ...(reason === undefined ? {} : { reason }) })
    )
  },
)
