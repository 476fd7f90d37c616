import type { RowKind } from '../manifest/row-fields.js'
import type { ToActions } from './action.js'
import { campaignActions } from './campaign.js'
import { contractActions } from './contract.js'
import { costActions } from './cost.js'
import { customerActions } from './customer.js'
import { attendanceActions, registrationActions } from './desk.js'
import { answerActions, invitationActions, targetingActions } from './participation.js'
import { purchaseActions } from './purchase.js'

/** What each kind of row has to say to the ledger. */
export const toActions: Readonly<Record<RowKind, ToActions>> = {
  customer: customerActions,
  campaign: campaignActions,
  targeting: targetingActions,
  invitation: invitationActions,
  answer: answerActions,
  registration: registrationActions,
  attendance: attendanceActions,
  purchase: purchaseActions,
  contract: contractActions,
  cost: costActions,
}
