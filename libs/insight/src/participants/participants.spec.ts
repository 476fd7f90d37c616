import { describe, expect, it } from '@jest/globals'
import { purchaseRecorded, purchaseReversed } from '@ledger/customers'
import type { DomainEvent } from '@ledger/event-sourcing'
import * as participation from '@ledger/participation'
import { folded, recorded } from '@ledger/read-store/testing'
import { participants } from './participants.js'

const of = { campaign: 'fair', customer: 'ann' }
const mail = { group: 'staff', channel: 'e-mail', wave: 'w1' }
const letter = { group: 'staff', channel: 'letter', wave: 'w2' }
const reg = { registration: 'r1' }

/** What the view shows of Ann after these events, an hour apart. */
const ann = (...events: readonly (DomainEvent | [DomainEvent, occurredAt: string])[]) =>
  folded(
    participants,
    events.map((one, at) => {
      const [event, occurredAt] = Array.isArray(one)
        ? one
        : [one, `2027-03-01T${String(at).padStart(2, '0')}:00:00.000Z`]
      return recorded(event, at + 1, { occurredAt }) as never
    }),
  ).get('fair ann')
const at = (hour: number) => Date.UTC(2027, 2, 1, hour)

describe('a participant', () => {
  it('is in every group, channel and wave once, whatever is said again', () => {
    expect(
      ann(
        participation.customerTargeted({ ...of, group: 'staff' }),
        participation.participantInvited({ ...of, ...mail }),
        participation.participantInvited({ ...of, ...letter }),
        participation.invitationDelivered({ ...of, ...letter, at: '' }),
      ),
    ).toMatchObject({ groups: ['staff'], channels: ['e-mail', 'letter'], waves: ['w1', 'w2'] })
  })

  it('has reached a stage at its first time; an earlier fact that is learned later moves it back', () => {
    const invited = participation.participantInvited({ ...of, ...mail })
    const person = ann(
      [invited, '2027-03-01T09:00:00Z'],
      [invited, '2027-03-01T12:00:00Z'],
      [invited, '2027-03-01T07:00:00Z'],
    )
    expect([person?.at.invited, person?.events.invited]).toEqual([at(7), [1, 2, 3]])
  })

  it('shows the last answer, and keeps that there was a yes', () => {
    const yes = participation.invitationAccepted({ ...of, ...mail, at: '' })
    const no = participation.invitationDeclined({ ...of, ...mail, at: '' })
    const person = ann(yes, no)
    expect([person?.answer, person?.at.accepted]).toEqual(['declined', at(0)])
    // A yes of the day before, told after the no, is not the last word.
    expect(ann([no, '2027-03-01T09:00:00Z'], [yes, '2027-02-28T09:00:00Z'])).toMatchObject({
      answer: 'declined',
      at: { accepted: Date.UTC(2027, 1, 28, 9) },
    })
  })

  it('was reached by what was delivered last, however late a bounce or a delivery is told', () => {
    const arrived = participation.invitationDelivered({ ...of, ...mail, at: '' })
    const returned = participation.invitationBounced({ ...of, ...mail, at: '' })
    const [eight, nine, ten] = ['2027-03-01T08:00:00Z', '2027-03-01T09:00:00Z', '2027-03-01T10:00:00Z'] as const
    expect(ann([arrived, eight], [returned, nine])?.at.delivered).toBeUndefined()
    expect(ann([returned, nine], [arrived, eight])?.at.delivered).toBeUndefined()
    expect(ann([arrived, ten], [returned, nine])?.at.delivered).toBe(at(10))
    expect(ann([arrived, ten], [arrived, eight], [returned, nine])?.at.delivered).toBe(at(10))
    expect(ann([arrived, nine], [returned, nine], [arrived, nine])?.at.delivered).toBe(at(9))
  })

  it('knows where in the stream of the desk it is spoken of', () => {
    const entry = { ...reg, partySize: 1, priority: 0 }
    const person = ann(
      participation.participantInvited({ ...of, ...mail }),
      participation.participantRegistered({ ...of, ...entry }),
      participation.invitationAccepted({ ...of, ...mail, at: '' }),
      participation.participantRegistered({ ...of, ...entry, customer: 'bob' }),
      participation.noShowsRecorded({ ...of, customers: ['bob', 'ann'], remaining: 0 }),
    )
    expect(person?.atDesk).toEqual([1, 4])
  })

  it('has attended unless the check-in was taken back', () => {
    const registered = participation.participantRegistered({ ...of, ...reg, partySize: 1, priority: 0 })
    const here = participation.participantCheckedIn({ ...of, scan: 's1' })
    const undone = participation.checkInUndone({ ...of, scan: 's1' })
    expect(ann(registered, here)).toMatchObject({ registration: { status: 'attended' }, at: { attended: at(1) } })
    const person = ann(registered, here, undone)
    expect([person?.registration?.status, person?.at.attended, person?.events.attended]).toEqual([
      'registered',
      undefined,
      undefined,
    ])
  })

  it('is registered, or was there, as a campaign of the past tells it, whatever is told first', () => {
    const registered = participation.registrationTakenOver({ ...of, partySize: 3, source: 'crm' })
    const came = participation.attendanceTakenOver({ ...of, source: 'crm' })
    expect(ann(registered)?.registration).toMatchObject({
      registration: 'taken-over',
      status: 'registered',
      partySize: 3,
    })
    expect(ann(came)?.registration).toMatchObject({ registration: 'came', status: 'attended', partySize: 1 })
    for (const told of [ann(registered, came), ann(came, registered)])
      expect(told?.registration).toMatchObject({ registration: 'taken-over', status: 'attended', partySize: 3 })
  })

  it('holds an offer until it is accepted, declined or over', () => {
    const waiting = participation.participantWaitlisted({ ...of, ...reg, partySize: 2, priority: 1 })
    const offered = participation.seatOffered({
      ...of,
      ...reg,
      partySize: 2,
      passedOver: 0,
      expiresAt: '2027-03-02T00:00:00Z',
    })
    expect(ann(waiting, offered)).toMatchObject({ offer: { registration: 'r1', expiresAt: '2027-03-02T00:00:00Z' } })
    const accepted = ann(waiting, offered, participation.offerAccepted({ ...of, ...reg }))
    expect([accepted?.offer, accepted?.registration?.status, accepted?.at.registered]).toEqual([
      undefined,
      'registered',
      at(2),
    ])
    const expired = ann(waiting, offered, participation.offerExpired({ ...of, ...reg }))
    expect([expired?.offer, expired?.registration?.status, expired?.at.registered]).toEqual([
      undefined,
      'expired',
      undefined,
    ])
  })

  it('has bought as long as one purchase for the campaign stands', () => {
    const bought = (purchase: string) =>
      purchaseRecorded({ ...of, purchase, day: '2027-03-01', zone: 'UTC', revenue: 5, currency: 'EUR' })
    const back = (purchase: string) =>
      purchaseReversed({ ...of, purchase, day: '2027-03-01', revenue: 5, currency: 'EUR', reason: 'sent back' })
    expect(ann(bought('p1'), bought('p2'), back('p1'))).toMatchObject({
      at: { purchased: at(1) },
      events: { purchased: [2] },
    })
    expect(ann(bought('p1'), back('p1'))?.at).toEqual({})
  })
})
