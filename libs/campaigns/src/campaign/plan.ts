import {
  Currency,
  Day,
  Id,
  ListOf,
  ListOfIds,
  ListOfTexts,
  Nested,
  OneOf,
  Text,
  WholeNumber,
  Zone,
} from '@ledger/fields'

/** The channels over which people are reached. */
export const channels = ['e-mail', 'sms', 'phone', 'letter', 'push', 'web', 'in-person'] as const
export type Channel = (typeof channels)[number]

/** First and last day, both included, reckoned in a zone. */
export class Period {
  @Day({ about: 'First day.' })
  from: string

  @Day({ about: 'Last day, included; not before the first.' })
  to: string

  @Zone({ about: 'The zone in which the days are reckoned.' })
  zone: string
}

/** People to be reached in one way: criteria, channel, format and offer of their own (T01, T03). */
export class TargetGroup {
  @Id({ example: 'key-staff' })
  id: string

  @Text({ example: 'Key staff of buyers of model X' })
  name: string

  @Text({ max: 2_000, optional: true, about: 'Who belongs to it, and why.' })
  criteria?: string

  @OneOf(channels)
  channel: Channel

  @Text({ optional: true, example: 'personal e-mail' })
  format?: string

  @Text({ max: 2_000, optional: true, about: 'What is offered to them.' })
  offer?: string
}

export class BudgetLine {
  @Id({ example: 'stand' })
  id: string

  @Text({ example: 'Stand and furniture' })
  name: string

  @WholeNumber({ ofMoney: true, about: "In the smallest unit of the plan's currency.", example: 1_250_000 })
  amount: number
}

export const indicators = [
  'targeted',
  'invited',
  'accepted',
  'registered',
  'attended',
  'qualified',
  'opportunities',
  'contracts',
  'revenue',
] as const

/** A planned indicator (P08): what shall be reached. */
export class PlannedIndicator {
  @OneOf(indicators)
  indicator: (typeof indicators)[number]

  @WholeNumber({ about: "A count; for revenue, in the smallest unit of the plan's currency." })
  value: number
}

/** A reference point with a due date and a person in charge (H01). */
export class Milestone {
  @Id({ example: 'stand-built' })
  id: string

  @Text({ example: 'Stand is built' })
  name: string

  @Day()
  due: string

  @Id({ about: 'The person in charge.', example: 'pat' })
  owner: string
}

/** What a campaign shall be. The version that is approved is frozen; actuals are compared with that one. */
export class Plan {
  @Text({ example: 'Spring fair 2027' })
  name: string

  @Id({ about: 'The kind of campaign: exhibition, seminar, e-mail, … Kinds are data.', example: 'exhibition' })
  kind: string

  @ListOfTexts({ max: 20, about: 'Why: new customers, win back, …' })
  purposes: string[]

  @Nested(() => Period)
  period: Period

  @Id({ about: 'Who answers for it.', example: 'pat' })
  owner: string

  @Currency({ about: 'The currency of its budget and costs.' })
  currency: string

  @Text({ optional: true, example: 'Hall 3, Vienna' })
  place?: string

  @Text({ optional: true, example: 'Vienna' })
  region?: string

  @ListOfTexts({ max: 200, optional: true })
  products?: string[]

  @Id({ optional: true, about: 'The campaign that this one is a part of.' })
  parent?: string

  @ListOf(() => TargetGroup, { max: 100 })
  targetGroups: TargetGroup[]

  @ListOf(() => BudgetLine, { max: 200 })
  budget: BudgetLine[]

  @ListOf(() => PlannedIndicator, { max: 20 })
  targets: PlannedIndicator[]

  @ListOf(() => Milestone, { max: 200 })
  milestones: Milestone[]

  @ListOfIds({ max: 100, optional: true, about: 'Materials, by reference.' })
  materials?: string[]
}

/** What a plan must not contradict in itself, by field; empty where it is sound. */
export function contradictions(plan: Plan, campaign: string): readonly { field: string; message: string }[] {
  const found: { field: string; message: string }[] = []
  if (plan.period.to < plan.period.from) found.push({ field: 'plan.period.to', message: 'is before the first day' })
  if (plan.parent === campaign) found.push({ field: 'plan.parent', message: 'is the campaign itself' })
  if (plan.budget.reduce((sum, { amount }) => sum + amount, 0) > Number.MAX_SAFE_INTEGER)
    found.push({ field: 'plan.budget', message: 'adds up to more than can be reckoned to the cent' })
  const twice = (list: 'targets' | 'materials', names: readonly string[]) =>
    names.forEach((name, at) => {
      if (names.indexOf(name) < at) found.push({ field: `plan.${list}.${at}`, message: `${name} stands there twice` })
    })
  twice(
    'targets',
    plan.targets.map(({ indicator }) => indicator),
  )
  twice('materials', plan.materials ?? [])
  for (const list of ['targetGroups', 'budget', 'milestones'] as const) {
    const seen = new Set<string>()
    plan[list].forEach(({ id }, at) => {
      if (seen.has(id)) found.push({ field: `plan.${list}.${at}.id`, message: `${id} stands there twice` })
      seen.add(id)
    })
  }
  return found
}
