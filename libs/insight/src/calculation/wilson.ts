/** How many of how many, with the 95 % Wilson score interval: a rate never stands without its counts. */
export interface Rate {
  readonly count: number
  readonly of: number
  /** count ÷ of, between 0 and 1. */
  readonly rate: number
  readonly low: number
  readonly high: number
}

/** The 97.5 % point of the standard normal distribution. */
const Z = 1.959963984540054

/**
 * The rate of `count` of `of`; undefined for 0 of 0, which is no one and not 0 %.
 * Throws a RangeError when the count is no part of the whole. (Wilson 1927, without continuity correction.)
 */
export function rate(count: number, of: number): Rate | undefined {
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(of) || count < 0 || count > of) {
    throw new RangeError(`${count} of ${of} is not a rate`)
  }
  if (of === 0) return undefined
  const share = count / of
  const middle = share + (Z * Z) / (2 * of)
  const reach = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))
  const scale = 1 + (Z * Z) / of
  // None and all have exact bounds, which rounding would miss by a hair.
  const low = count === 0 ? 0 : (middle - reach) / scale
  const high = count === of ? 1 : (middle + reach) / scale
  return { count, of, rate: share, low, high }
}
