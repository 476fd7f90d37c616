import { isDay } from '../shared/days'
import { count, dayOf, money } from '../shared/format'
import { texts } from '../texts'
import type { FieldName, Part, Plan } from './parts'

const { campaign, draft, changes } = texts

const names: Readonly<Record<FieldName, string>> = {
  name: draft.name,
  kind: draft.kind,
  purposes: campaign.purposes,
  period: texts.board.period,
  place: campaign.place,
  region: campaign.region,
  owner: draft.owner,
  currency: draft.currency,
  products: changes.products,
  parent: changes.parent,
  materials: changes.materials,
  targetGroups: campaign.group,
  budget: campaign.line,
  targets: changes.target,
  milestones: changes.milestone,
}

/** What a part is called, whichever version it is of. */
export function nameOf({ field, value }: Part): string {
  const { name, indicator } = value as { name?: string; indicator?: keyof typeof campaign.indicators }
  if (indicator !== undefined) return `${names[field]}: ${campaign.indicators[indicator]}`
  return name === undefined ? names[field] : `${names[field]}: ${name}`
}

/** All that a part says, as people read it; nothing where the plan does not have it. */
export function saidOf(part: Part | undefined, currency: string): string {
  return part === undefined ? changes.nothing : says[part.field](part.value as never, currency)
}

type Item<List extends 'targetGroups' | 'budget' | 'targets' | 'milestones'> = Plan[List][number]
const plain = (text: string) => text || changes.nothing
/** A plan that is being typed may not have all of its days yet. */
const dayIn = (text: string) => (isDay(text) ? dayOf(text) : changes.nothing)
const listed = (items: readonly string[]) => items.join(', ') || changes.nothing
const joined = (...all: readonly (string | undefined)[]) => all.filter(Boolean).join(' · ')

const says: { readonly [Field in FieldName]: (value: never, currency: string) => string } = {
  name: plain,
  kind: plain,
  place: plain,
  region: plain,
  owner: plain,
  currency: plain,
  parent: plain,
  purposes: listed,
  products: listed,
  materials: listed,
  period: ({ from, to, zone }: Plan['period']) => `${dayIn(from)} – ${dayIn(to)} (${zone})`,
  targetGroups: ({ name, channel, format, criteria, offer }: Item<'targetGroups'>) =>
    joined(name, channel, format, criteria, offer),
  budget: ({ name, amount }: Item<'budget'>, currency: string) => joined(name, money(amount, currency)),
  targets: ({ indicator, value }: Item<'targets'>, currency: string) =>
    indicator === 'revenue' ? money(value, currency) : count(value),
  milestones: ({ name, due, owner }: Item<'milestones'>) => joined(name, dayIn(due), owner),
}
