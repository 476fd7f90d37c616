import { commandRoute } from '@ledger/http'
import { acceptInvitation } from './accept-invitation/accept-invitation.js'
import { acceptOffer } from './accept-offer/accept-offer.js'
import { cancelRegistration } from './cancel-registration/cancel-registration.js'
import { changeCapacity } from './change-capacity/change-capacity.js'
import { checkIn } from './check-in/check-in.js'
import { closeDesk } from './close-desk/close-desk.js'
import { declineInvitation } from './decline-invitation/decline-invitation.js'
import { declineOffer } from './decline-offer/decline-offer.js'
import { DeskStatusController } from './desk-status/desk-status.http.js'
import { giveFeedback } from './give-feedback/give-feedback.js'
import { inviteParticipant } from './invite-participant/invite-participant.js'
import { openOpportunity } from './open-opportunity/open-opportunity.js'
import { qualifyParticipant } from './qualify-participant/qualify-participant.js'
import { recordBounce } from './record-bounce/record-bounce.js'
import { recordDelivery } from './record-delivery/record-delivery.js'
import { registerParticipant } from './register-participant/register-participant.js'
import { rejectRegistration } from './reject-registration/reject-registration.js'
import { takeOverAttendance } from './take-over-attendance/take-over-attendance.js'
import { takeOverParticipation } from './take-over-participation/take-over-participation.js'
import { takeOverRegistration } from './take-over-registration/take-over-registration.js'
import { targetCustomer } from './target-customer/target-customer.js'
import { undoCheckIn } from './undo-check-in/undo-check-in.js'

const participants = (verb: string, summary: string) => ({
  path: `campaigns/:campaign/participants/:customer/${verb}`,
  summary,
  tag: 'Participants',
})
const desk = (verb: string, summary: string) => ({
  path: `campaigns/:campaign/desk/${verb}`,
  summary,
  tag: 'Registration desk',
})

/** What can be done with participants and at the desk, and where: one line a capability. */
export const participationControllers = [
  commandRoute(targetCustomer, participants('target', 'Put a customer in a target group (T01)')),
  commandRoute(inviteParticipant, participants('invite', 'Invite one customer within a wave (I01)')),
  commandRoute(recordDelivery, participants('record-delivery', 'The invitation has arrived (I13)')),
  commandRoute(recordBounce, participants('record-bounce', 'The invitation could not be delivered (I13)')),
  commandRoute(acceptInvitation, participants('accept', 'The answer is yes (I12)')),
  commandRoute(declineInvitation, participants('decline', 'The answer is no (I12)')),
  commandRoute(giveFeedback, participants('give-feedback', 'What the person thought of it')),
  commandRoute(qualifyParticipant, participants('qualify', 'Worth the attention of sales (I03)')),
  commandRoute(openOpportunity, participants('open-opportunity', 'A response has become an opportunity (O01, O02)')),
  commandRoute(takeOverParticipation, {
    ...participants('take-over', 'A fact about a campaign of the past'),
    ability: 'take-over',
  }),
  commandRoute(registerParticipant, desk('register', 'Take a seat, or a place on the waitlist (R03, R05)')),
  commandRoute(cancelRegistration, desk('cancel', 'Give up a seat, a place or an offer')),
  commandRoute(rejectRegistration, desk('reject', 'Reject somebody for good')),
  commandRoute(acceptOffer, desk('accept-offer', 'Take the seat that an offer holds')),
  commandRoute(declineOffer, desk('decline-offer', 'Leave the seat to the next')),
  commandRoute(changeCapacity, desk('change-capacity', 'More or fewer seats, never below what is taken')),
  commandRoute(checkIn, desk('check-in', 'Somebody is here; idempotent on the scan (H09)')),
  commandRoute(undoCheckIn, desk('undo-check-in', 'Take back a check-in made in error (H09)')),
  commandRoute(closeDesk, desk('close', 'Freeze the final list (R01)')),
  commandRoute(takeOverRegistration, {
    ...desk('take-over-registration', 'A registration of the past'),
    ability: 'take-over',
  }),
  commandRoute(takeOverAttendance, {
    ...desk('take-over-attendance', 'An attendance of the past'),
    ability: 'take-over',
  }),
  DeskStatusController,
]
