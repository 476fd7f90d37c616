import type { Schemas } from '../api/client'

export type Plan = Schemas['PlanData']

/** Lists of a plan → what tells their items apart. */
const keyOf = { targetGroups: 'id', budget: 'id', targets: 'indicator', milestones: 'id' } as const
type ListName = keyof typeof keyOf
const isList = (field: string): field is ListName => field in keyOf

/** What a plan is made of, in the order in which people read it. */
const fields = [
  'name',
  'kind',
  'purposes',
  'period',
  'place',
  'region',
  'owner',
  'currency',
  'products',
  'parent',
  'targetGroups',
  'budget',
  'targets',
  'milestones',
  'materials',
] as const satisfies readonly (keyof Plan)[]
export type FieldName = (typeof fields)[number]

/** One thing that a plan says: a field, or one item of a list. */
export interface Part {
  /** The same in every version of the plan. */
  readonly key: string
  readonly field: FieldName
  readonly value: unknown
}

/** A plan as its parts, under their keys. Nothing is lost where two items have one key. */
export function partsOf(plan: Plan): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>()
  const add = (key: string, field: FieldName, value: unknown) => {
    let free = key
    for (let n = 2; parts.has(free); n += 1) free = `${key} ${n}`
    parts.set(free, { key: free, field, value })
  }
  for (const field of fields) {
    if (isList(field)) for (const item of itemsOf(plan, field)) add(`${field} ${item[keyOf[field]]}`, field, item)
    else if (plan[field] !== undefined) add(field, field, plan[field])
  }
  return parts
}

const itemsOf = (plan: Plan, list: ListName) => plan[list] as readonly Readonly<Record<string, unknown>>[]

/** The plan that parts make; items stand in the order in which they come. */
export function planOfParts(parts: Iterable<Part>): Plan {
  const plan: Record<string, unknown> = Object.fromEntries(Object.keys(keyOf).map((list) => [list, []]))
  for (const { field, value } of parts)
    if (isList(field)) (plan[field] as unknown[]).push(value)
    else plan[field] = value
  return plan as unknown as Plan
}

/** Where the keys of an item stand does not matter. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

/** Whether both say the same of one thing; both may say nothing. */
export const isSame = (one: Part | undefined, other: Part | undefined): boolean =>
  one === undefined || other === undefined ? one === other : textOf(one.value) === textOf(other.value)

export const isSamePlan = (one: Plan, other: Plan): boolean => differencesOf(one, other).length === 0

/** One thing in two versions of a plan. */
export interface Pair {
  readonly key: string
  readonly field: FieldName
  readonly before: Part | undefined
  readonly after: Part | undefined
  readonly differs: boolean
}

/** Two versions side by side, in the order of the fields: what both have, what one has taken away, what it has added. */
export function pairsOf(before: Plan, after: Plan): readonly Pair[] {
  const [old, fresh] = [partsOf(before), partsOf(after)]
  return fields.flatMap((field) => {
    const keys = new Set(
      [...old.values(), ...fresh.values()].filter((one) => one.field === field).map(({ key }) => key),
    )
    return [...keys].map((key) => {
      const pair = { before: old.get(key), after: fresh.get(key) }
      return { key, field, ...pair, differs: !isSame(pair.before, pair.after) }
    })
  })
}

export const differencesOf = (before: Plan, after: Plan): readonly Pair[] =>
  pairsOf(before, after).filter(({ differs }) => differs)
