/** A source of chance that is the same for the same seed. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  /** True in so many of a hundred cases. */
  percent(share: number): boolean
  /** A source of its own, the same for the same name however often this one was asked. */
  fork(name: string | number): Random
}

export function randomOf(seed: string | number): Random {
  let state = hash(String(seed))
  // Mulberry32: 32 bits of state are plenty for choosing commands and moments.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    between,
    pick: (list) => list[between(0, list.length - 1)]!,
    percent: (share) => next() * 100 < share,
    fork: (name) => randomOf(`${seed}/${name}`),
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193)
  return value >>> 0
}
