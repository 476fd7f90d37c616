/** Who bears a part of an amount, and by how much of the key: money, people, days or weights, none of them below zero. */
export interface Bearer {
  readonly campaign: string
  readonly base: bigint
}

/**
 * Shares an amount (in the smallest unit of a currency) out in proportion to the bases, to the last cent: each gets the
 * whole units of its exact part, and those left over go one by one to the largest remainders (the first campaign in order
 * of id where these are equal). Undefined where no base is above zero: then nobody bears anything.
 */
export function sharedOut(amount: number, bearers: readonly Bearer[]): ReadonlyMap<string, number> | undefined {
  const total = bearers.reduce((sum, { base }) => sum + base, 0n)
  if (total === 0n) return undefined
  const parts = bearers.map(({ campaign, base }) => {
    const exact = BigInt(amount) * base
    return { campaign, units: exact / total, remainder: exact % total }
  })
  const given = parts.reduce((sum, { units }) => sum + units, 0n)
  const next = parts.toSorted((a, b) => byRemainder(b.remainder, a.remainder) || (a.campaign < b.campaign ? -1 : 1))
  const favoured = new Set(next.slice(0, Number(BigInt(amount) - given)).map(({ campaign }) => campaign))
  return new Map(
    parts.map(({ campaign, units }) => [campaign, Number(units) + (favoured.has(campaign) ? 1 : 0)] as const),
  )
}

const byRemainder = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
