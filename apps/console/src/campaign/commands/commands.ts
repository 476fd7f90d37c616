import type { Ability } from '../../api/session'
import { channels } from '../../draft/plan-form'
import type { Phase } from '../../shared/phase-badge'
import { minor, money } from '../../shared/format'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { customersIn } from './invitees/customers-in'

type Words = typeof texts.commands
export type FieldName = keyof Words['fields']

export interface CommandField {
  readonly name: FieldName
  /** What it is called in the request, where that differs: what is refused of that stands at this field. */
  readonly sentAs?: string
  readonly as: 'text' | 'long' | 'number' | 'day' | 'moment' | 'choice' | 'yes' | 'invitees'
  readonly optional?: true
  /** By what the other fields say. What is optional and offers nothing is not asked for. */
  readonly choices?: (document: Campaign, values: Values) => { value: string; label: string }[]
  /** The same where they are always these. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly initial?: string
  /** What is to be known of it before it is typed, by what stands in it. */
  readonly hint?: (document: Campaign, value: string) => string
  /** Whether it is asked for, by what the other fields say; always where nothing is said. */
  readonly asked?: (values: Values) => boolean
}

/** A command of a campaign's life: who may give it when, what it asks for, and where it goes. */
export interface CampaignCommand {
  readonly name: { [Name in keyof Words]: Words[Name] extends { readonly title: string } ? Name : never }[keyof Words]
  readonly ability: Ability
  readonly possible: (document: Campaign) => boolean
  readonly fields: readonly CommandField[]
  /** Below `campaigns/<campaign>/`. */
  readonly path: string
  readonly body?: (values: Values, document: Campaign) => object
  /** What ends something for good. */
  readonly grave?: true
  /** What changes is not the campaign itself: whatever its revision is. */
  readonly elsewhere?: true
  /** Given where that stands which it is about, and nowhere else. */
  readonly onTheSpot?: true
}

export type Values = Partial<Record<FieldName, string>>

const inPhase =
  (...phases: readonly Phase[]) =>
  ({ phase }: Campaign) =>
    phases.includes(phase)
/** While a campaign is carried out, its plan is changed by proposals. */
export const inExecution = inPhase('approved', 'running', 'underway')
/** Whether people may be registered, as far as the campaign itself knows. */
export const hasDesk = (document: Campaign) => inExecution(document) && document.registration !== undefined
const waits = (document: Campaign) => document.phase === 'submitted' || document.amendment !== undefined
/** To evaluate asks that no money is bound any more, so none is bound afterwards. */
const mayBind = inPhase('approved', 'running', 'underway', 'held')
/** Since a campaign was approved, whatever became of it unless it was cancelled. */
export const sinceApproval = (document: Campaign) => mayBind(document) || document.phase === 'evaluated'
/** Bills come since approval, and for what was approved and then cancelled. */
export const isBilled = (document: Campaign) =>
  sinceApproval(document) || (document.phase === 'cancelled' && document.approvedPlan !== undefined)
const plan = ({ approvedPlan, plan: written }: Campaign) => approvedPlan ?? written
const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
const lines = (document: Campaign) => plan(document).budget.map(named)
/** Whether a commitment still binds its money. */
export const isOpen = ({ settledBy, released }: Campaign['commitments'][number]) =>
  settledBy === undefined && released === undefined
/** The commitments that a cost of the line may settle. */
const toSettle = ({ commitments, plan: { currency } }: Campaign, { line }: Values) =>
  commitments
    .filter((one) => one.line === line && isOpen(one))
    .map(({ commitment, amount }) => ({ value: commitment, label: `${commitment} · ${money(amount, currency)}` }))
/** Money as it is sent; a commitment chosen for another line than the one that is chosen now is none. */
const charged = ({ amount, settles, ...values }: Values, document: Campaign) => {
  const { currency } = plan(document)
  const settled = toSettle(document, values).some(({ value }) => value === settles)
  return {
    ...values,
    amount: minor(Number(amount), currency),
    currency,
    ...(settled ? { commitment: settles } : {}),
  }
}
/** What is asked for of money, beside what it is called and where it belongs. */
const ofMoney: readonly CommandField[] = [
  { name: 'amount', as: 'number' },
  { name: 'day', as: 'day' },
  { name: 'supplier', as: 'text', optional: true },
]
/** The target groups that the plan in force has. */
export const groupsOf = (document: Campaign) => plan(document).targetGroups.map(named)

/** Another channel than that of the group. */
export const channel: CommandField = {
  name: 'channel',
  as: 'choice',
  optional: true,
  options: channels.map((value) => ({ value, label: value })),
}
/** What is said of a wave before anybody is in it. */
const ofWave: readonly CommandField[] = [
  {
    name: 'wave',
    as: 'text',
    hint: ({ waves }, value) => {
      const { wave, waveBegun } = texts.commands.hints
      return waves.some((one) => one.wave === value.trim().toLowerCase()) ? waveBegun : wave
    },
  },
  { name: 'group', as: 'choice', choices: groupsOf },
  channel,
]

export const commands: readonly CampaignCommand[] = [
  { name: 'submit', ability: 'command', possible: inPhase('draft'), fields: [], path: 'submit' },
  {
    name: 'approve',
    ability: 'approve',
    possible: waits,
    fields: [{ name: 'comment', as: 'long', optional: true }],
    path: 'approve',
  },
  {
    name: 'sendBack',
    ability: 'approve',
    possible: waits,
    fields: [{ name: 'reason', as: 'long' }],
    path: 'send-back',
  },
  {
    name: 'reject',
    ability: 'approve',
    possible: inPhase('submitted'),
    fields: [{ name: 'reason', as: 'long' }],
    path: 'reject',
    grave: true,
  },
  {
    name: 'invite',
    ability: 'command',
    possible: inExecution,
    fields: [...ofWave, { name: 'customers', as: 'invitees' }],
    path: 'invitations',
    body: ({ customers = '', ...wave }) => ({ ...wave, customers: customersIn(customers).ids }),
    elsewhere: true,
  },
  {
    name: 'openRegistration',
    ability: 'command',
    possible: (document) => inExecution(document) && !document.registration,
    fields: [
      { name: 'capacity', as: 'number' },
      { name: 'offerHours', as: 'number', optional: true, initial: '24' },
    ],
    path: 'open-registration',
    body: ({ capacity, offerHours }) => ({
      capacity: Number(capacity),
      ...(offerHours ? { offerHours: Number(offerHours) } : {}),
    }),
  },
  { name: 'start', ability: 'command', possible: inPhase('approved', 'running'), fields: [], path: 'start' },
  {
    name: 'recordCost',
    ability: 'command',
    possible: isBilled,
    fields: [
      { name: 'cost', as: 'text' },
      { name: 'line', as: 'choice', choices: lines },
      { name: 'settles', sentAs: 'commitment', as: 'choice', optional: true, choices: toSettle },
      ...ofMoney,
    ],
    path: 'record-cost',
    body: charged,
  },
  {
    name: 'reverseCost',
    ability: 'command',
    possible: isBilled,
    fields: [{ name: 'reason', as: 'long' }],
    path: 'reverse-cost',
    grave: true,
    onTheSpot: true,
  },
  {
    name: 'settleCommitment',
    ability: 'command',
    possible: isBilled,
    fields: [{ name: 'cost', as: 'text' }, ...ofMoney],
    path: 'record-cost',
    body: charged,
    onTheSpot: true,
  },
  {
    name: 'releaseCommitment',
    ability: 'command',
    possible: isBilled,
    fields: [{ name: 'reason', as: 'long' }],
    path: 'release-commitment',
    grave: true,
    onTheSpot: true,
  },
  {
    name: 'changeCapacity',
    ability: 'command',
    possible: hasDesk,
    fields: [{ name: 'capacity', as: 'number' }],
    path: 'desk/change-capacity',
    body: ({ capacity }) => ({ capacity: Number(capacity) }),
    elsewhere: true,
    onTheSpot: true,
  },
  {
    name: 'closeDesk',
    ability: 'command',
    possible: hasDesk,
    fields: [],
    path: 'desk/close',
    grave: true,
    elsewhere: true,
    onTheSpot: true,
  },
  { name: 'finish', ability: 'command', possible: inPhase('underway'), fields: [], path: 'finish' },
  { name: 'beginWave', ability: 'command', possible: inExecution, fields: ofWave, path: 'begin-wave' },
  {
    name: 'evaluate',
    ability: 'command',
    possible: inPhase('held'),
    fields: [
      { name: 'conclusion', as: 'long' },
      { name: 'goalsMet', as: 'yes', optional: true },
    ],
    path: 'evaluate',
    body: ({ conclusion, goalsMet }) => ({ conclusion, goalsMet: goalsMet === 'yes' }),
  },
  {
    name: 'commitCost',
    ability: 'command',
    possible: mayBind,
    fields: [{ name: 'commitment', as: 'text' }, { name: 'line', as: 'choice', choices: lines }, ...ofMoney],
    path: 'commit-cost',
    body: charged,
  },
  {
    name: 'cancel',
    ability: 'command',
    possible: ({ phase }) => !['evaluated', 'cancelled', 'rejected'].includes(phase),
    fields: [{ name: 'reason', as: 'long' }],
    path: 'cancel',
    grave: true,
  },
]

/** What a form says, without the fields that were left empty. */
export const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))

/** Fields that must not be left empty, and are. */
export const missing = (fields: readonly CommandField[], values: Values): readonly FieldName[] =>
  fields.filter(({ name, optional }) => !optional && !values[name]?.trim()).map(({ name }) => name)
