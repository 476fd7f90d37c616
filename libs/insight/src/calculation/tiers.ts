import type { TierCuts } from '@ledger/policies'

/** The tiers, best first. In columns a tier is its index here. */
export const tierNames = ['A', 'B', 'C', 'D'] as const
export type Tier = (typeof tierNames)[number]

/** In a column of tiers: the customer does not belong to the cut. */
export const NO_TIER = 255

/** How many customers stand in A, in A and B, and in A to C. */
type TierEnds = readonly [a: number, b: number, c: number]

/** Values sorted from the largest to the smallest. */
export function descending(values: Float64Array): Float64Array {
  return values.toSorted().reverse()
}

/** The sum of the values above zero: what shares are shares of. */
export function gainOf(values: Float64Array): number {
  return values.reduce((sum, value) => (value > 0 ? sum + value : sum), 0)
}

/**
 * The least whole number that is not below a share of a whole. Exact: 0.2 of 15 is 3, which floating point makes 4.
 * Shares are taken to the millionth.
 */
export function shareOf(share: number, whole: number): number {
  const scaled = BigInt(Math.round(share * 1e6)) * BigInt(whole)
  return Number((scaled + 999_999n) / 1_000_000n)
}

/** Where the tiers end in values that descend. */
export function tierEnds(values: Float64Array, cuts: TierCuts): TierEnds {
  const a = tierEnd(values, cuts.by, cuts.a)
  const b = Math.max(a, tierEnd(values, cuts.by, cuts.b))
  return [a, b, Math.max(b, tierEnd(values, cuts.by, cuts.c))]
}

/**
 * The tier of every member, NO_TIER for everyone else.
 * @param value by customer, ascending by id
 * @param members ascending indexes of those who are ranked
 */
export function tiersOf(value: Float64Array, members: Uint32Array, cuts: TierCuts): Uint8Array {
  const tiers = new Uint8Array(value.length).fill(NO_TIER)
  const ranked = descending(valuesOf(value, members))
  const bounds = tierEnds(ranked, cuts).map((end) => boundAt(ranked, end))
  for (const index of members) tiers[index] = tierWithin(bounds, value[index]!)
  return tiers
}

/** So many of the members with the greatest values; of equal ones those with the lesser ids. Ascending indexes. */
export function leading(value: Float64Array, members: Uint32Array, count: number): readonly number[] {
  const bound = boundAt(descending(valuesOf(value, members)), count)
  return [...members].filter((index) => isWithin(bound, value[index]!))
}

/** The values of some customers, in their order. */
export function valuesOf(value: Float64Array, members: Uint32Array): Float64Array {
  const values = new Float64Array(members.length)
  for (let place = 0; place < values.length; place += 1) values[place] = value[members[place]!]!
  return values
}

function tierEnd(values: Float64Array, by: TierCuts['by'], bound: number): number {
  switch (by) {
    case 'rank':
      return Math.min(shareOf(bound, values.length), values.length)
    case 'cumulative-share':
      return firstReaching(values, shareOf(bound, gainOf(values)))
    case 'amount':
      return firstIndex(values, (value) => value < bound)
  }
}

/** How many of the leading values it takes until their sum reaches the limit; all of them if it never does. */
export function firstReaching(values: Float64Array, limit: number): number {
  let sum = 0
  return firstIndex(values, (value) => {
    const reached = sum >= limit
    sum += value
    return reached
  })
}

function firstIndex(values: Float64Array, matches: (value: number) => boolean): number {
  const index = values.findIndex(matches)
  return index < 0 ? values.length : index
}

/** Everyone above the value, and of those who are equal to it as many as are left, by id. */
interface Bound {
  readonly value: number
  left: number
}

/** The sorted values alone give the bound, so that no customers need to be sorted. */
function boundAt(ranked: Float64Array, end: number): Bound {
  if (end === 0) return { value: Infinity, left: 0 }
  const value = ranked[end - 1]!
  return { value, left: end - ranked.indexOf(value) }
}

/** To be asked once for each, ascending by id. */
const isWithin = (bound: Bound, value: number): boolean =>
  value > bound.value || (value === bound.value && bound.left-- > 0)

/** Every bound counts those equal to it, also when a better tier takes them: its places include the better ones. */
function tierWithin(bounds: readonly Bound[], value: number): number {
  let tier = bounds.length
  for (let index = bounds.length - 1; index >= 0; index -= 1) {
    const bound = bounds[index]!
    if (isWithin(bound, value)) tier = index
  }
  return tier
}
