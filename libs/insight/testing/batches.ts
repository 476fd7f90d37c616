/** Rows as a store hands them out: in batches, one after the other. */
export async function* inBatches<T>(rows: readonly T[], size = 100): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
