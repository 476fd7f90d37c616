import type { DeskEvent } from '@ledger/participation'
import { because, counted } from './sentence.js'
import type { Words } from './sentence.js'

const had = { registered: 'a seat', waiting: 'a place on the waitlist', offered: 'the offer of a seat' } as const
const why = { closed: '', finished: ', for the campaign is finished', cancelled: ', for the campaign is cancelled' }
const party = (size: number): string => (size === 1 ? '' : ` for a party of ${size}`)

export const deskWords: Words<DeskEvent> = {
  DeskOpened: ({ capacity }) => `The registration desk opened with ${counted(capacity, 'seat')}.`,
  ParticipantRegistered: ({ customer, partySize }) => `${customer} was registered${party(partySize)}.`,
  ParticipantWaitlisted: ({ customer, partySize, priority }) =>
    `${customer} joined the waitlist${party(partySize)}, at priority ${priority}.`,
  RegistrationCancelled: ({ customer, from, reason }) => `${customer} gave up ${had[from]}${because(reason)}.`,
  RegistrationRejected: ({ customer, from, reason }, who) =>
    `${who} rejected ${customer}, who had ${had[from]}${because(reason)}.`,
  SeatOffered: ({ customer, partySize, expiresAt, passedOver }) =>
    `A freed seat was offered to ${customer}${party(partySize)} until ${expiresAt}` +
    (passedOver === 0 ? '.' : `; ${counted(passedOver, 'party', 'parties')} before them had no room in it.`),
  OfferAccepted: ({ customer }) => `${customer} took the seat that was offered.`,
  OfferDeclined: ({ customer }) => `${customer} declined the seat that was offered.`,
  OfferExpired: ({ customer }) => `The offer of a seat to ${customer} expired.`,
  CapacityChanged: ({ from, to }, who) => `${who} changed the capacity from ${from} to ${counted(to, 'seat')}.`,
  ParticipantCheckedIn: ({ customer, scan }) => `${customer} checked in by scan ${scan}.`,
  CheckInUndone: ({ customer, scan, reason }, who) =>
    `${who} took back the check-in of ${customer} by scan ${scan}${because(reason)}.`,
  NoShowsRecorded: ({ customers }) =>
    `${counted(customers.length, 'registered person', 'registered people')} did not come.`,
  DeskClosed: ({ because: cause, registered, seats, waiting }) =>
    `The registration desk closed with ${registered} registered on ${counted(seats, 'seat')} and ${waiting} waiting${why[cause]}.`,
  RegistrationTakenOver: ({ customer, partySize, source }) =>
    `The registration of ${customer}${party(partySize)} was taken over from ${source}.`,
  AttendanceTakenOver: ({ customer, source }) => `The attendance of ${customer} was taken over from ${source}.`,
}
