import { createHash } from 'node:crypto'
import { BadCursor } from './errors.js'
import type { Filter, Query, Scalar } from './read-store.js'

export type Sort = NonNullable<Query['sort']>

/** What a store compares: booleans count as 0 and 1. */
export type Value = string | number | null

export const valueOf = (scalar: Scalar): Value => (typeof scalar === 'boolean' ? Number(scalar) : scalar)

/** The whole order: the key breaks ties, in the direction of the last field. */
export const places = (sort: Sort): Sort => [...sort, ['key', sort.at(-1)?.[1] ?? 'asc']]

/** Which list a cursor belongs to: the view, what of it, and in which order. */
export const listOf = (view: string, filter: Filter, sort: Sort): string =>
  createHash('sha256')
    .update(JSON.stringify([view, filter, sort]))
    .digest('base64url')
    .slice(0, 10)

/** @param values what the last row of the page holds at each of the places */
export const writeCursor = (list: string, values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url')

/** @throws BadCursor where it is none of this list */
export function readCursor(cursor: string, list: string, sort: Sort): readonly Value[] {
  try {
    const [of, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const fits = of === list && values.length === places(sort).length && typeof values.at(-1) === 'string'
    if (fits && values.every((one) => one === null || typeof one === 'string' || typeof one === 'number'))
      return values as Value[]
  } catch {
    // Not even JSON: no cursor of ours.
  }
  throw new BadCursor()
}

/**
 * The least text that comes after everything that begins with the prefix, in order of code points; undefined where
 * nothing comes after it.
 */
export function behindPrefix(prefix: string): string | undefined {
  const points = [...prefix].map((one) => one.codePointAt(0)!)
  while (points.at(-1) === 0x10ffff) points.pop()
  const last = points.pop()
  if (last === undefined) return undefined
  // Surrogates stand for no character of their own.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1)
}
