import { describe, expect, it } from '@jest/globals'
import type { Participant } from '../people/use-participants.js'
import type { Campaign } from '../use-campaign.js'
import { bodyOf, pathOf, personCommands } from './person-commands.js'

const underway = {
  campaign: 'fair',
  phase: 'underway',
  plan: { targetGroups: [{ id: 'buyers', name: 'Buyers' }] },
  waves: [{ wave: 'letter', group: 'buyers', channel: 'letter', at: '' }],
  registration: { capacity: 10, offerHours: 24, at: '' },
} as unknown as Campaign

const someone = (more: Partial<Participant> = {}): Participant => ({
  campaign: 'fair',
  customer: 'ann',
  at: { targeted: '2027-03-01', invited: '2027-03-01' },
  groups: ['buyers'],
  channels: ['letter'],
  waves: ['letter'],
  changedAt: '2027-03-01',
  ...more,
})
const at = (status: NonNullable<Participant['registration']>['status']) =>
  someone({ registration: { registration: 'r', status, partySize: 1, priority: 0, since: '' } })

const possible = (person: Participant | undefined, document = underway) =>
  personCommands.filter((one) => one.possible(person, document)).map(({ name }) => name)
const command = (name: string) => personCommands.find((one) => one.name === name)!

describe('what can be done about a person', () => {
  const always = ['qualify', 'openOpportunity', 'giveFeedback']
  const invited = ['recordDelivery', 'recordBounce', ...always]

  it.each([
    ['of whom nothing is known', undefined, ['register', 'invite', 'target', ...always]],
    ['who was invited', someone(), ['accept', 'decline', 'register', 'invite', ...invited]],
    ['who said yes', someone({ answer: 'accepted' }), ['decline', 'register', ...invited]],
    ['who said no', someone({ answer: 'declined' }), ['accept', 'register', ...invited]],
    [
      'who could not be reached',
      someone({ answer: 'bounced' }),
      ['accept', 'decline', 'register', 'invite', ...invited],
    ],
  ])('%s', (_, person, names) => {
    expect(possible(person)).toEqual(names)
  })

  const leave = ['cancelRegistration', 'rejectRegistration']
  it.each([
    ['registered', ['checkIn', ...leave]],
    ['waiting', leave],
    ['offered', ['acceptOffer', 'declineOffer', ...leave]],
    ['cancelled', ['register']],
    ['expired', ['register']],
    ['rejected', []],
    ['attended', ['undoCheckIn']],
  ] as const)('%s at the desk', (status, names) => {
    const ofDesk = personCommands.filter(({ to }) => to === 'desk').map(({ name }) => name)
    expect(possible(at(status)).filter((name) => ofDesk.includes(name))).toEqual(names)
  })

  it('depends on the phase, on the desk, and on what was done before', () => {
    expect(possible(someone(), { ...underway, phase: 'draft' })).toEqual([])
    expect(possible(someone(), { ...underway, phase: 'cancelled' })).toEqual([])
    expect(possible(at('offered'), { ...underway, phase: 'held' })).toEqual(['accept', 'decline', ...invited])
    const { registration: _, ...unopened } = underway
    expect(possible(someone(), unopened)).not.toContain('register')
    expect(possible(someone({ at: { qualified: '2027-03-02' } }))).not.toContain('qualify')
    expect(possible(someone(), { ...underway, waves: [] })).not.toContain('invite')
  })

  it('checks in by a scan of its own, and takes back the one that it is told', () => {
    expect(bodyOf(command('checkIn'), 'ann', {}, 's-1')).toEqual({ customer: 'ann', scan: 's-1' })
    const said = { scan: 's-0', reason: 'Not here' }
    expect(bodyOf(command('undoCheckIn'), 'ann', said, 's-1')).toEqual({ customer: 'ann', ...said })
    expect(possible(at('registered'), { ...underway, phase: 'running' })).not.toContain('checkIn')
  })

  it('is taken over of a campaign of the past, by those who may, with when it happened beside', () => {
    const names = ['takeOver', 'takeOverRegistration', 'takeOverAttendance']
    expect(possible(undefined, { ...underway, takenOverFrom: 'crm' })).toEqual(expect.arrayContaining(names))
    expect(personCommands.filter(({ ability }) => ability === 'take-over').map(({ name }) => name)).toEqual(names)
    const said = { source: 'crm', happenedAt: '2027-03-01T12:00' }
    expect(bodyOf(command('takeOverAttendance'), 'ann', said, 's-1')).toEqual({ customer: 'ann', source: 'crm' })
    const { choices } = command('takeOver').fields.find(({ name }) => name === 'group')!
    expect(choices!(underway, {})).toEqual([{ value: 'buyers', label: 'Buyers' }])
    const nobody = { ...underway, plan: { ...underway.plan, targetGroups: [] } }
    expect(choices!(nobody, {})).toEqual([{ value: 'all', label: 'All' }])
  })

  it('goes to the person’s own way, or names them at the desk, with numbers as numbers', () => {
    expect(pathOf(command('accept'), 'fair', 'ann')).toBe('campaigns/fair/participants/ann/accept')
    expect(bodyOf(command('accept'), 'ann', { ofWave: 'letter' }, 's-1')).toEqual({ wave: 'letter' })
    expect(pathOf(command('register'), 'fair', 'ann')).toBe('campaigns/fair/desk/register')
    expect(bodyOf(command('register'), 'ann', { partySize: '2' }, 's-1')).toEqual({ customer: 'ann', partySize: 2 })
    expect(bodyOf(command('giveFeedback'), 'ann', { satisfaction: '0', topic: 'food' }, 's-1')).toEqual({
      satisfaction: 0,
      topic: 'food',
    })
  })
})
