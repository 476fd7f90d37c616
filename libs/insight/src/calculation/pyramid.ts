import { cutAt, populationOf } from './customer-history.js'
import type { CustomerHistory } from './customer-history.js'
import { descending, firstReaching, gainOf, leading, shareOf, tierEnds, tierNames, valuesOf } from './tiers.js'
import type { TierCuts } from '@ledger/policies'
import type { Tier } from './tiers.js'

export interface PyramidTier {
  readonly tier: Tier
  readonly customers: number
  /** Minor units, like all that follows. */
  readonly amount: number
  /** Of the gain; negative in a tier that costs more than it brings, undefined when there is no gain. */
  readonly share: number | undefined
  /** Undefined in an empty tier. */
  readonly smallest: number | undefined
  readonly largest: number | undefined
}

/** The best customers and what they bring. */
export interface TopGroup {
  readonly customers: number
  /** Of how many. */
  readonly of: number
  /** customers ÷ of. */
  readonly part: number
  readonly amount: number
  /** amount ÷ gain. */
  readonly share: number
}

export const topGroupNames = ['top20', 'most80'] as const
export type TopGroupName = (typeof topGroupNames)[number]

export interface Concentration {
  /** The first ⌊0.2·n⌋ customers, so never more than a fifth; undefined when that is no one, or there is no gain. */
  readonly top20: TopGroup | undefined
  /** The smallest group that brings 80 % of the gain; undefined when there is none. */
  readonly most80: TopGroup | undefined
  /** 0 = all bring the same, towards 1 = one brings all; undefined when there is no gain, or anyone brings a loss. */
  readonly gini: number | undefined
}

export interface Pyramid {
  /** The day as a number since 1970-01-01. */
  readonly asOf: number
  readonly customers: number
  readonly total: number
  /** The sum of the values above zero: what shares are shares of. The total, unless there are losses. */
  readonly gain: number
  readonly tiers: readonly PyramidTier[]
  readonly concentration: Concentration
}

/** The value pyramid of those who bought or signed on or before a cut day of the history. */
export function pyramid(history: CustomerHistory, day: number, cuts: TierCuts): Pyramid {
  const cut = cutAt(history, day)
  return { asOf: day, ...pyramidOf(valuesOf(cut.value, populationOf(history, cut)), cuts) }
}

/** The value pyramid of any values, one per customer, in whole minor units. */
export function pyramidOf(unsorted: Float64Array, cuts: TierCuts): Omit<Pyramid, 'asOf'> {
  const values = descending(unsorted)
  const gain = gainOf(values)
  const ends = [0, ...tierEnds(values, cuts), values.length]
  const tiers = tierNames.map((tier, index) => tierBetween(tier, values.subarray(ends[index], ends[index + 1]), gain))
  return { customers: values.length, total: sum(values), gain, tiers, concentration: concentrationOf(values, gain) }
}

function tierBetween(tier: Tier, values: Float64Array, gain: number): PyramidTier {
  const amount = sum(values)
  const share = gain > 0 ? amount / gain : undefined
  return { tier, customers: values.length, amount, share, smallest: values.at(-1), largest: values[0] }
}

function concentrationOf(values: Float64Array, gain: number): Concentration {
  if (gain === 0) return { top20: undefined, most80: undefined, gini: undefined }
  const group = (name: TopGroupName) => {
    const size = topGroupSize(name, values, gain)
    return size === 0 ? undefined : topGroup(values, size, gain)
  }
  return { top20: group('top20'), most80: group('most80'), gini: giniOf(values) }
}

/** How many of the leading customers (values descend) make the group. */
function topGroupSize(name: TopGroupName, values: Float64Array, gain: number): number {
  return name === 'top20' ? Math.floor(values.length / 5) : firstReaching(values, shareOf(0.8, gain))
}

/** Who is in a group of the concentration: ascending indexes, of equal values those with the lesser ids. */
export function topGroupOf(name: TopGroupName, value: Float64Array, members: Uint32Array): readonly number[] {
  const values = descending(valuesOf(value, members))
  return leading(value, members, topGroupSize(name, values, gainOf(values)))
}

function topGroup(values: Float64Array, customers: number, gain: number): TopGroup {
  const amount = sum(values.subarray(0, customers))
  return { customers, of: values.length, part: customers / values.length, amount, share: amount / gain }
}

/** Σ (n + 1 − 2i)·xᵢ ÷ (n·Σx) over values that descend, i from 1. */
function giniOf(values: Float64Array): number | undefined {
  const count = values.length
  if (values[count - 1]! < 0) return undefined
  return values.reduce((spread, value, index) => spread + (count - 1 - 2 * index) * value, 0) / (count * sum(values))
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
