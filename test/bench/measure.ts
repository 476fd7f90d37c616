/** The middle of what was measured. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds that something takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/**
 * Measures two things side by side, in turns and each time in the other order, so that what else the machine does
 * meets both alike; after a turn of each that does not count. The median of the turns of each.
 */
export async function sideBySide(
  one: () => Promise<number>,
  other: () => Promise<number>,
  turns = 3,
): Promise<{ value: number; againstValue: number }> {
  await one()
  await other()
  const [values, others]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < turns; turn += 1) {
    const both = [async () => values.push(await one()), async () => others.push(await other())]
    for (const measure of turn % 2 === 0 ? both : both.reverse()) await measure()
  }
  return { value: median(values), againstValue: median(others) }
}

/** So many callers at once, each beginning anew as soon as it is answered, until all is done. Answers calls per second. */
export async function callers(
  count: number,
  calls: number,
  call: (caller: number) => Promise<unknown>,
): Promise<number> {
  let left = calls
  const caller = async (_: unknown, index: number) => {
    while (left-- > 0) await call(index)
  }
  const ms = await timed(() => Promise.all(Array.from({ length: count }, caller)))
  return (calls / ms) * 1_000
}
