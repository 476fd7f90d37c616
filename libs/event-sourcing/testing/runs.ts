const number = (name: string): number | undefined => {
  const text = process.env[name]
  return text === undefined || text === '' ? undefined : Number(text)
}

/**
 * How often a property is tried: as often as said here, or a multiple (`PROPERTY_TIMES=20`), and from which seed
 * (`PROPERTY_SEED=7`; a new one every time where nothing is said).
 */
export function runs(usual: number): { numRuns: number; seed?: number } {
  const seed = number('PROPERTY_SEED')
  return { numRuns: usual * (number('PROPERTY_TIMES') ?? 1), ...(seed === undefined ? {} : { seed }) }
}
