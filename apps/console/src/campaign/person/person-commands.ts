import type { Ability } from '../../api/session'
import { texts } from '../../texts'
import { channel, groupsOf, hasDesk, inExecution, sinceApproval } from '../commands/commands'
import type { CommandField, Values } from '../commands/commands'
import type { Participant } from '../people/use-participants'
import type { Campaign } from '../use-campaign'

/** A command about one person in a campaign: when it can be given, what it asks for, and where it goes. */
export interface PersonCommand {
  readonly name: keyof (typeof texts)['person']['commands']
  /** `person` is undefined where nothing is known of them in this campaign. */
  readonly possible: (person: Participant | undefined, document: Campaign) => boolean
  readonly fields: readonly CommandField[]
  /** Whether it is said of the person’s own way, or to the desk. */
  readonly to: 'participant' | 'desk'
  readonly path: string
  /** `command` where nothing is said. */
  readonly ability?: Ability
  readonly grave?: true
  /** Needs an id of its own, by which it counts once however often it is sent. */
  readonly scans?: true
}

type Possible = PersonCommand['possible']
const all =
  (...rules: readonly Possible[]): Possible =>
  (person, document) =>
    rules.every((rule) => rule(person, document))
const during =
  (rule: (document: Campaign) => boolean): Possible =>
  (_, document) =>
    rule(document)

const statusOf = (person: Participant | undefined) => person?.registration?.status
const isUnderway = ({ phase }: Campaign) => phase === 'underway'
const isInvited: Possible = (person) => person?.at.invited !== undefined
const isOffered: Possible = (person) => statusOf(person) === 'offered'
/** Has something at the desk that can be given up. */
const isListed: Possible = (person) => ['registered', 'waiting', 'offered'].includes(statusOf(person) ?? '')
const wave: CommandField = {
  name: 'wave',
  as: 'choice',
  choices: ({ waves }) => waves.map((one) => ({ value: one.wave, label: one.wave })),
}
const ofWave: CommandField = { ...wave, name: 'ofWave', sentAs: 'wave', optional: true }
const reason: CommandField = { name: 'reason', as: 'long' }

/** What was recorded elsewhere while a campaign of the past went on. */
const isOfPast: Possible = (_, { takenOverFrom }) => takenOverFrom !== undefined
const told: readonly CommandField[] = [
  { name: 'happenedAt', as: 'moment' },
  { name: 'source', as: 'text' },
]
const stages = ['targeted', 'invited', 'delivered', 'bounced', 'accepted', 'declined', 'qualified'] as const
const stageNames = { ...texts.funnel.stages, ...texts.people.answers }
/** Of some campaigns of the past nobody knows any more to whom they went. */
const groupsOfPast: CommandField['choices'] = (document) => {
  const groups = groupsOf(document)
  return groups.length > 0 ? groups : [{ value: 'all', label: texts.common.all }]
}

export const personCommands: readonly PersonCommand[] = [
  {
    name: 'acceptOffer',
    possible: all(during(hasDesk), isOffered),
    fields: [],
    to: 'desk',
    path: 'accept-offer',
  },
  {
    name: 'declineOffer',
    possible: all(during(hasDesk), isOffered),
    fields: [],
    to: 'desk',
    path: 'decline-offer',
  },
  {
    name: 'accept',
    possible: all(during(sinceApproval), isInvited, (person) => person?.answer !== 'accepted'),
    fields: [ofWave],
    to: 'participant',
    path: 'accept',
  },
  {
    name: 'decline',
    possible: all(during(sinceApproval), isInvited, (person) => person?.answer !== 'declined'),
    fields: [ofWave],
    to: 'participant',
    path: 'decline',
  },
  {
    name: 'checkIn',
    possible: all(during(isUnderway), (person) => statusOf(person) === 'registered'),
    fields: [],
    to: 'desk',
    path: 'check-in',
    scans: true,
  },
  {
    name: 'undoCheckIn',
    possible: all(during(isUnderway), (person) => statusOf(person) === 'attended'),
    fields: [
      { name: 'scan', as: 'text' },
      { ...reason, optional: true },
    ],
    to: 'desk',
    path: 'undo-check-in',
  },
  {
    name: 'register',
    possible: (person, document) =>
      hasDesk(document) && !isListed(person, document) && !['rejected', 'attended'].includes(statusOf(person) ?? ''),
    fields: [
      { name: 'partySize', as: 'number', optional: true, initial: '1' },
      { name: 'priority', as: 'number', optional: true },
    ],
    to: 'desk',
    path: 'register',
  },
  {
    name: 'invite',
    possible: (person, document) =>
      inExecution(document) && document.waves.length > 0 && !['accepted', 'declined'].includes(person?.answer ?? ''),
    fields: [wave],
    to: 'participant',
    path: 'invite',
  },
  {
    name: 'target',
    possible: (person, document) =>
      inExecution(document) && groupsOf(document).some(({ value }) => !person?.groups.includes(value)),
    fields: [{ name: 'group', as: 'choice', choices: groupsOf }],
    to: 'participant',
    path: 'target',
  },
  {
    name: 'recordDelivery',
    possible: all(during(sinceApproval), isInvited),
    fields: [ofWave],
    to: 'participant',
    path: 'record-delivery',
  },
  {
    name: 'recordBounce',
    possible: all(during(sinceApproval), isInvited),
    fields: [ofWave, { name: 'cause', as: 'text', optional: true }],
    to: 'participant',
    path: 'record-bounce',
  },
  {
    name: 'qualify',
    possible: all(during(sinceApproval), (person) => person?.at.qualified === undefined),
    fields: [{ name: 'score', as: 'number', optional: true }],
    to: 'participant',
    path: 'qualify',
  },
  {
    name: 'openOpportunity',
    possible: during(sinceApproval),
    fields: [{ name: 'opportunity', as: 'text' }],
    to: 'participant',
    path: 'open-opportunity',
  },
  {
    name: 'giveFeedback',
    possible: during(({ phase }) => ['underway', 'held', 'evaluated'].includes(phase)),
    fields: [
      { name: 'satisfaction', as: 'number' },
      { name: 'topic', as: 'text', optional: true },
    ],
    to: 'participant',
    path: 'give-feedback',
  },
  {
    name: 'cancelRegistration',
    possible: all(during(hasDesk), isListed),
    fields: [{ ...reason, optional: true }],
    to: 'desk',
    path: 'cancel',
    grave: true,
  },
  {
    name: 'rejectRegistration',
    possible: all(during(hasDesk), isListed),
    fields: [reason],
    to: 'desk',
    path: 'reject',
    grave: true,
  },
  {
    name: 'takeOver',
    ability: 'take-over',
    possible: isOfPast,
    fields: [
      { name: 'stage', as: 'choice', options: stages.map((value) => ({ value, label: stageNames[value] })) },
      { name: 'group', as: 'choice', choices: groupsOfPast },
      channel,
      { name: 'wave', as: 'text', optional: true },
      ...told,
    ],
    to: 'participant',
    path: 'take-over',
  },
  {
    name: 'takeOverRegistration',
    ability: 'take-over',
    possible: isOfPast,
    fields: [{ name: 'partySize', as: 'number', optional: true, initial: '1' }, ...told],
    to: 'desk',
    path: 'take-over-registration',
  },
  {
    name: 'takeOverAttendance',
    ability: 'take-over',
    possible: isOfPast,
    fields: told,
    to: 'desk',
    path: 'take-over-attendance',
  },
]

const NUMBERS = ['partySize', 'priority', 'score', 'satisfaction'] as const

/**
 * What is sent: numbers as numbers; the desk is told whom it is about.
 * @param newScan counts as the scan of a command that is one
 */
export function bodyOf(
  { to, scans }: PersonCommand,
  customer: string,
  { ofWave: wave, happenedAt: _, ...said }: Values,
  newScan: string,
): object {
  const numbers = NUMBERS.flatMap((name) => (said[name] === undefined ? [] : [[name, Number(said[name])]]))
  return {
    ...(to === 'desk' ? { customer } : {}),
    ...(scans ? { scan: newScan } : {}),
    ...said,
    ...(wave === undefined ? {} : { wave }),
    ...Object.fromEntries(numbers),
  }
}

/** Below `/v1/`. */
export const pathOf = ({ to, path }: PersonCommand, campaign: string, customer: string): string =>
  `campaigns/${campaign}/${to === 'desk' ? 'desk' : `participants/${encodeURIComponent(customer)}`}/${path}`
