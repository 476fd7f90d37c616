import { isErased } from '@ledger/event-sourcing'

/** What is known of a subject at a moment: names and values, at any depth; elements of lists by the ids that they have. */
export interface Facts {
  readonly [name: string]: Fact
}
export type Fact = string | number | boolean | Facts

/** How people call one of many things; and what an element of a list is called by, where it is not its name. */
export const many: Readonly<Record<string, { readonly id?: string; readonly one: string }>> = {
  funnel: { one: 'funnel stage' },
  attributes: { one: 'attribute' },
  revenue: { one: 'revenue in' },
  tier: { one: 'tier by revenue in' },
  reached: { one: 'moment of stage' },
  targetGroups: { id: 'id', one: 'target group' },
  budget: { id: 'id', one: 'budget line' },
  targets: { id: 'indicator', one: 'target' },
  milestones: { id: 'id', one: 'milestone' },
  costs: { id: 'cost', one: 'cost' },
  commitments: { id: 'commitment', one: 'commitment' },
  waves: { id: 'wave', one: 'wave' },
  contracts: { id: 'contract', one: 'contract' },
  overheads: { id: 'overhead', one: 'indirect cost' },
  totals: { one: 'sum in' },
  weights: { one: 'weight of campaign' },
}

/** A document as facts: what is missing has none. */
export function factsOf(document: object): Facts {
  const facts = Object.entries(document).map(([name, value]) => [name, factOf(name, value)] as const)
  return Object.fromEntries(facts.filter((one): one is [string, Fact] => one[1] !== undefined))
}

function factOf(name: string, value: unknown): Fact | undefined {
  if (value === undefined || value === null) return undefined
  if (isErased(value)) return 'erased'
  if (Array.isArray(value)) return listOf(name, value)
  return typeof value === 'object' ? factsOf(value) : (value as Fact)
}

function listOf(name: string, list: readonly unknown[]): Fact | undefined {
  const id = many[name]?.id
  if (id === undefined) return list.length === 0 ? undefined : list.join(', ')
  const elements = list.map((one) => {
    const { [id]: called, ...rest } = factsOf(one as object)
    return [String(called), rest] as const
  })
  return Object.fromEntries(elements)
}
