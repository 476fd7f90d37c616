const number = (name: string): number | undefined => {
  const text = process.env[name]
  return text === undefined || text === '' ? undefined : Number(text)
}

const times = (): number => number('PROPERTY_TIMES') ?? 1

/** How long a property that needs a ledger of its own for every try may take, in ms. */
export const LONG_PROPERTY_MS = 120_000 * times()

/**
 * How often a property is tried: as often as said here, or a multiple (`PROPERTY_TIMES=20`), and from which seed
 * (`PROPERTY_SEED=7`; a new one every time where nothing is said).
 */
export function runs(usual: number): { numRuns: number; seed?: number } {
  const seed = number('PROPERTY_SEED')
  return { numRuns: usual * times(), ...(seed === undefined ? {} : { seed }) }
}
