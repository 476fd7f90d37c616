import { describe, it } from '@jest/globals'
import { campaignTakenOver } from '@ledger/campaigns'
import { aPlan, past } from '@ledger/campaigns/testing'
import { given } from '@ledger/event-sourcing/testing'
import { campaignAfter, cancelled, running, underway } from '../../testing/index.js'
import { acceptInvitation } from '../accept-invitation/accept-invitation.js'
import { declineInvitation } from '../decline-invitation/decline-invitation.js'
import { giveFeedback } from '../give-feedback/give-feedback.js'
import { inviteParticipant } from '../invite-participant/invite-participant.js'
import { openOpportunity } from '../open-opportunity/open-opportunity.js'
import { qualifyParticipant } from '../qualify-participant/qualify-participant.js'
import { recordBounce } from '../record-bounce/record-bounce.js'
import { recordDelivery } from '../record-delivery/record-delivery.js'
import { takeOverParticipation } from '../take-over-participation/take-over-participation.js'
import { targetCustomer } from '../target-customer/target-customer.js'
import * as events from './participation.events.js'

const ann = { campaign: 'fair', customer: 'ann' }
const facts = { facts: running }
const mail = { group: 'key-staff', channel: 'e-mail', wave: 'w1' }
const targeted = events.customerTargeted({ ...ann, group: 'key-staff' })
const invited = events.participantInvited({ ...ann, ...mail })
const now = '2027-02-01T09:00:00.000Z'
const accepted = events.invitationAccepted({ ...ann, ...mail, at: now })
const declined = events.invitationDeclined({ ...ann, ...mail, at: now })
const draft = campaignAfter(past.drafted())

describe('target customer (T01)', () => {
  it('puts somebody in a group of the approved plan, once', () => {
    given().when(targetCustomer, ann, { group: 'key-staff' }, facts).then(targeted)
    given(targeted).when(targetCustomer, ann, { group: 'key-staff' }, facts).saysNothing()
  })

  it('refuses a group that was not approved, and a plan that was not', () => {
    given().when(targetCustomer, ann, { group: 'press' }, facts).refused('target-group-unknown')
    given().when(targetCustomer, ann, { group: 'key-staff' }, { facts: draft }).refused('campaign-draft')
  })
})

describe('invite participant (I01)', () => {
  it('invites over the channel of the wave, and targets who was not yet', () => {
    given(targeted).when(inviteParticipant, ann, { wave: 'w1' }, facts).then(invited)
    given().when(inviteParticipant, ann, { wave: 'w1' }, facts).then(targeted, invited)
  })

  it('does not invite again within the wave, also not who entered the group again', () => {
    given(targeted, invited, targeted).when(inviteParticipant, ann, { wave: 'w1' }, facts).saysNothing()
  })

  it('leaves in peace whoever has answered', () => {
    const second = campaignAfter(past.drafted(), past.submitted(), past.approved(), past.wave(), {
      type: 'WaveBegun',
      data: { campaign: 'fair', wave: 'w2', group: 'key-staff', channel: 'letter' },
    })
    given(targeted, invited, accepted)
      .when(inviteParticipant, ann, { wave: 'w2' }, { facts: second })
      .refused('already-answered')
    given(targeted, invited)
      .when(inviteParticipant, ann, { wave: 'w2' }, { facts: second })
      .then(events.participantInvited({ ...ann, ...mail, wave: 'w2', channel: 'letter' }))
  })

  it('refuses a wave that has not begun, and a campaign that was cancelled', () => {
    given().when(inviteParticipant, ann, { wave: 'w9' }, facts).refused('wave-unknown')
    given().when(inviteParticipant, ann, { wave: 'w1' }, { facts: cancelled }).refused('campaign-cancelled')
  })
})

describe('what comes back (I12, I13)', () => {
  const before = [targeted, invited]

  it.each([
    ['a delivery', recordDelivery, events.invitationDelivered({ ...ann, ...mail, at: now })],
    ['a bounce', recordBounce, events.invitationBounced({ ...ann, ...mail, at: now })],
    ['a yes', acceptInvitation, accepted],
    ['a no', declineInvitation, declined],
  ] as const)('records %s, once', (_, decision, event) => {
    given(...before)
      .when(decision, ann, {}, facts)
      .then(event)
    given(...before, event)
      .when(decision, ann, {}, facts)
      .saysNothing()
    given().when(decision, ann, {}, facts).refused('not-invited')
    given(...before)
      .when(decision, ann, { wave: 'w9' }, facts)
      .refused('not-invited', { wave: 'w9' })
  })

  it('keeps every change of mind', () => {
    given(...before, declined)
      .when(acceptInvitation, ann, {}, facts)
      .then(accepted)
    given(...before, accepted)
      .when(declineInvitation, ann, {}, facts)
      .then(declined)
  })

  it('takes a delivery after a bounce', () => {
    const bounced = events.invitationBounced({ ...ann, ...mail, at: now })
    given(...before, bounced)
      .when(recordDelivery, ann, {}, facts)
      .then(events.invitationDelivered({ ...ann, ...mail, at: now }))
  })

  it('takes a late answer after the campaign was held, and none after it was cancelled', () => {
    const held = campaignAfter(
      past.drafted(),
      past.submitted(),
      past.approved(),
      past.wave(),
      past.started(),
      past.finished(),
    )
    given(...before)
      .when(acceptInvitation, ann, {}, { facts: held })
      .then(accepted)
    given(...before)
      .when(acceptInvitation, ann, {}, { facts: cancelled })
      .refused('campaign-cancelled')
  })
})

describe('afterwards', () => {
  it('takes feedback by number while it is held and later, and a changed one again', () => {
    const feedback = events.feedbackGiven({ ...ann, satisfaction: 80, topic: 'catering' })
    const said = { satisfaction: 80, topic: 'catering' }
    given().when(giveFeedback, ann, said, { facts: underway }).then(feedback)
    given(feedback).when(giveFeedback, ann, said, { facts: underway }).saysNothing()
    given(feedback)
      .when(giveFeedback, ann, { ...said, satisfaction: 20 }, { facts: underway })
      .then(events.feedbackGiven({ ...ann, satisfaction: 20, topic: 'catering' }))
    given().when(giveFeedback, ann, said, facts).refused('campaign-running')
  })

  it('qualifies once', () => {
    given()
      .when(qualifyParticipant, ann, { score: 70 }, facts)
      .then(events.participantQualified({ ...ann, score: 70 }))
    given(events.participantQualified(ann)).when(qualifyParticipant, ann, {}, facts).saysNothing()
    given().when(qualifyParticipant, ann, {}, { facts: draft }).refused('campaign-draft')
  })

  it('links several opportunities, each once (O01)', () => {
    const first = events.opportunityOpened({ ...ann, opportunity: 'o1' })
    given(first).when(openOpportunity, ann, { opportunity: 'o1' }, facts).saysNothing()
    given(first)
      .when(openOpportunity, ann, { opportunity: 'o2' }, facts)
      .then(events.opportunityOpened({ ...ann, opportunity: 'o2' }))
    given().when(openOpportunity, ann, { opportunity: 'o1' }, { facts: draft }).refused('campaign-draft')
  })
})

describe('what is taken over from the past', () => {
  const takenWith = (plan = aPlan()) =>
    campaignAfter(campaignTakenOver({ campaign: 'fair', plan, phase: 'held', source: 'crm' }))
  const taken = takenWith()
  const yes = { stage: 'accepted' as const, group: 'key-staff', channel: 'letter', source: 'crm' }
  const told = { ...ann, source: 'crm', group: 'key-staff', channel: 'letter', wave: 'taken-over' }
  const event = events.invitationAccepted({ ...told, at: now })

  it('says its source, and one person responds once', () => {
    given().when(takeOverParticipation, ann, yes, { facts: taken }).then(event)
    given(event).when(takeOverParticipation, ann, yes, { facts: taken }).saysNothing()
  })

  it('is told again without anything new, a change of mind included, in whatever order', () => {
    const [early, late] = ['2027-01-05T12:00:00.000Z', '2027-01-09T12:00:00.000Z']
    const no = events.invitationDeclined({ ...told, at: early })
    const then = events.invitationAccepted({ ...told, at: late })
    for (const history of [
      [no, then],
      [then, no],
    ]) {
      given(...history)
        .when(takeOverParticipation, ann, { ...yes, stage: 'declined' }, { facts: taken, occurredAt: early })
        .saysNothing()
      given(...history)
        .when(takeOverParticipation, ann, yes, { facts: taken, occurredAt: late })
        .saysNothing()
    }
    const bounced = events.invitationBounced({ ...told, at: early })
    const arrived = events.invitationDelivered({ ...told, at: late })
    given(bounced, arrived)
      .when(takeOverParticipation, ann, { ...yes, stage: 'bounced' }, { facts: taken, occurredAt: early })
      .saysNothing()
    given(bounced, arrived)
      .when(takeOverParticipation, ann, { ...yes, stage: 'delivered' }, { facts: taken, occurredAt: late })
      .saysNothing()
  })

  it('went out over the channel of its group, and to a group of the plan, as far as anybody knows', () => {
    const { channel: _, ...plain } = yes
    given()
      .when(takeOverParticipation, ann, plain, { facts: taken })
      .then(events.invitationAccepted({ ...told, channel: 'e-mail', at: now }))
    given()
      .when(takeOverParticipation, ann, { ...yes, group: 'nobody' }, { facts: taken })
      .refused('target-group-unknown')
    given()
      .when(takeOverParticipation, ann, plain, { facts: takenWith(aPlan({ targetGroups: [] })) })
      .then(events.invitationAccepted({ ...told, channel: 'unknown', at: now }))
  })

  it('belongs to campaigns that were taken over themselves', () => {
    given().when(takeOverParticipation, ann, yes, facts).refused('campaign-not-taken-over')
    given().when(takeOverParticipation, ann, yes).refused('campaign-unknown')
  })
})
