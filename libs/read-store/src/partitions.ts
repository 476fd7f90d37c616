import type { Position } from '@ledger/event-sourcing'

/** FNV-1a: which of `count` partitions a key belongs to. Stored by its effect on checkpoints, so it never changes. */
export function partitionOf(key: string, count: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0
  return hash % count
}

/**
 * The position up to which every key has come; undefined where nothing says so. After a change of the number of
 * partitions, what all of the old ones have is the start of the new ones: only a set that is whole speaks for every key.
 */
export function contiguous(checkpoints: ReadonlyMap<string, Position>): Position | undefined {
  const counts = new Set([...checkpoints.keys()].map((name) => Number(name.split('/')[1])))
  const reached = [...counts].flatMap((count) => {
    const own = Array.from({ length: count }, (_, index) => checkpoints.get(partitionName(index, count)))
    return own.includes(undefined) ? [] : [Math.min(...(own as Position[]))]
  })
  return reached.length === 0 ? undefined : Math.max(...reached)
}

export const partitionName = (index: number, count: number): string => `${index}/${count}`

/** The position up to which the keys of one partition have come. */
export const reachedBy = (index: number, count: number, checkpoints: ReadonlyMap<string, Position>) =>
  checkpoints.get(partitionName(index, count)) ?? contiguous(checkpoints)
