import type { Plan } from '../plan/parts'
import { minor, units } from '../shared/format'

type Channel = Plan['targetGroups'][number]['channel']
type Indicator = Plan['targets'][number]['indicator']
export const channels = [
  'e-mail',
  'sms',
  'phone',
  'letter',
  'push',
  'web',
  'in-person',
] as const satisfies readonly Channel[]
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
] as const satisfies readonly Indicator[]

/** A row of a list of the plan, as it is typed. */
export type Item = Readonly<Record<string, string>>
export const lists = ['targetGroups', 'budget', 'targets', 'milestones'] as const
export type ListName = (typeof lists)[number]
export const texts = [
  'campaign',
  'name',
  'kind',
  'purposes',
  'owner',
  'currency',
  'from',
  'to',
  'zone',
  'place',
] as const
export type TextName = (typeof texts)[number]

/** A plan as it is typed: texts only. */
export type Typed = Readonly<Record<TextName, string>> & Readonly<Record<ListName, readonly Item[]>>

export const emptyItem: Readonly<Record<ListName, Item>> = {
  targetGroups: { name: '', channel: 'e-mail' },
  budget: { name: '', amount: '' },
  targets: { indicator: 'registered', value: '' },
  milestones: { name: '', due: '', owner: '' },
}

export const emptyForm = (owner: string): Typed => ({
  campaign: '',
  name: '',
  kind: '',
  purposes: '',
  owner,
  currency: 'EUR',
  from: '',
  to: '',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  place: '',
  targetGroups: [],
  budget: [],
  targets: [],
  milestones: [],
})

/** A plan as it stands, to be changed. */
export function formOf(campaign: string, plan: Plan): Typed {
  const { name, kind, purposes, owner, currency, period, place = '', targetGroups, budget, targets, milestones } = plan
  const money = (amount: number) => String(units(amount, currency))
  return {
    campaign,
    name,
    kind,
    purposes: purposes.join(', '),
    owner,
    currency,
    ...period,
    place,
    targetGroups: targetGroups.map((one) => ({ ...one })),
    budget: budget.map(({ amount, ...line }) => ({ ...line, amount: money(amount) })),
    targets: targets.map(({ indicator, value }) => ({
      indicator,
      value: indicator === 'revenue' ? money(value) : String(value),
    })),
    milestones: milestones.map((one) => ({ ...one })),
  }
}

/** The plan that the form says. Ids that are missing are made of the names; what the form does not know stays as it was. */
export function planOf(typed: Typed, before?: Plan): Plan {
  const { name, kind, purposes, owner, currency, from, to, zone, place } = typed
  const money = (text: string | undefined) => minor(Number(text), currency)
  const { place: _, ...kept } = before ?? {}
  const plan = {
    ...kept,
    name,
    kind,
    owner,
    currency,
    purposes: purposes
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    period: { from, to, zone },
    ...(place.trim() === '' ? {} : { place }),
    targetGroups: withIds(typed.targetGroups),
    budget: withIds(typed.budget).map(({ amount, ...line }) => ({ ...line, amount: money(amount) })),
    targets: typed.targets.map(({ indicator, value }) => ({
      indicator,
      value: indicator === 'revenue' ? money(value) : Number(value),
    })),
    milestones: withIds(typed.milestones),
  }
  return plan as unknown as Plan
}

/** `Buyers of model X` → `buyers-of-model-x`; a number behind it where that is taken. */
function withIds(items: readonly Item[]): readonly Item[] {
  const taken = new Set(items.flatMap(({ id }) => id ?? []))
  return items.map((item) => {
    if (item['id'] !== undefined) return item
    const base = idOf(item['name'] ?? '')
    let id = base
    for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`
    taken.add(id)
    return { id, ...item }
  })
}

export function idOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const id = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return id.slice(0, 60) || 'item'
}
