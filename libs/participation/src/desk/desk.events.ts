import { event } from '@ledger/event-sourcing'

interface Of {
  readonly campaign: string
}

/** One entry at the desk: who, with how many, under which registration. */
interface Entry extends Of {
  readonly customer: string
  /** The id of the command that made it; a person who comes again gets another one. */
  readonly registration: string
  readonly partySize: number
  readonly priority: number
}

export const deskOpened = event('DeskOpened')<Of & { capacity: number; offerHours: number }>()
export const participantRegistered = event('ParticipantRegistered')<Entry>()
export const participantWaitlisted = event('ParticipantWaitlisted')<Entry>()
/** `from`: what the person had until then. */
export const registrationCancelled = event('RegistrationCancelled')<
  Of & { customer: string; registration: string; from: 'registered' | 'waiting' | 'offered'; reason?: string }
>()
export const registrationRejected = event('RegistrationRejected')<
  Of & { customer: string; registration: string; from: 'registered' | 'waiting' | 'offered'; reason: string }
>()
/** `passedOver`: how many waited before this person, but with parties too large for the seats that were free. */
export const seatOffered = event('SeatOffered')<
  Of & { customer: string; registration: string; partySize: number; expiresAt: string; passedOver: number }
>()
export const offerAccepted = event('OfferAccepted')<Of & { customer: string; registration: string }>()
export const offerDeclined = event('OfferDeclined')<Of & { customer: string; registration: string }>()
export const offerExpired = event('OfferExpired')<Of & { customer: string; registration: string }>()
export const capacityChanged = event('CapacityChanged')<Of & { from: number; to: number }>()
export const participantCheckedIn = event('ParticipantCheckedIn')<Of & { customer: string; scan: string }>()
export const checkInUndone = event('CheckInUndone')<Of & { customer: string; scan: string; reason?: string }>()
/** `remaining`: how many more are still to be recorded; an event holds 500 at most. */
export const noShowsRecorded = event('NoShowsRecorded')<Of & { customers: readonly string[]; remaining: number }>()
/** The final list, frozen and countable. `lapsed`: whose open offers ended with it; they count as waiting. */
export const deskClosed = event('DeskClosed')<
  Of & {
    because: 'closed' | 'finished' | 'cancelled'
    registered: number
    seats: number
    waiting: number
    lapsed: readonly string[]
  }
>()
export const registrationTakenOver = event('RegistrationTakenOver')<
  Of & { customer: string; partySize: number; source: string }
>()
export const attendanceTakenOver = event('AttendanceTakenOver')<Of & { customer: string; source: string }>()

export const deskEvents = [
  deskOpened,
  participantRegistered,
  participantWaitlisted,
  registrationCancelled,
  registrationRejected,
  seatOffered,
  offerAccepted,
  offerDeclined,
  offerExpired,
  capacityChanged,
  participantCheckedIn,
  checkInUndone,
  noShowsRecorded,
  deskClosed,
  registrationTakenOver,
  attendanceTakenOver,
] as const
