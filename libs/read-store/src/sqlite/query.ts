import { createHash } from 'node:crypto'
import { BadCursor } from '../errors.js'
import type { Filter, Query, Scalar } from '../read-store.js'
import { quoted } from './schema.js'

type Value = string | number | null

/** An SQL condition with the values for its places. */
export interface Condition {
  readonly sql: string
  readonly values: readonly Value[]
}

const value = (scalar: Scalar): Value => (typeof scalar === 'boolean' ? Number(scalar) : scalar)
const operators = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const

/** The condition that a filter stands for. `columns`: the fields that stand in an index. */
export function where(filter: Filter, columns: ReadonlySet<string>): Condition {
  const parts = Object.entries(filter).map(([field, wanted]) => matching(columnOf(field, columns), wanted))
  return {
    sql: ['removed = 0', ...parts.map(({ sql }) => sql)].join(' AND '),
    values: parts.flatMap(({ values }) => values),
  }
}

function matching(column: string, wanted: Filter[string]): Condition {
  if (wanted === null || typeof wanted !== 'object') return { sql: `${column} IS ?`, values: [value(wanted)] }
  if ('in' in wanted) {
    return { sql: `${column} IN (${wanted.in.map(() => '?').join(', ')})`, values: wanted.in.map(value) }
  }
  const bounds = Object.entries(wanted) as [keyof typeof operators, Scalar][]
  return {
    sql: bounds.map(([operator]) => `${column} ${operators[operator]} ?`).join(' AND '),
    values: bounds.map(([, bound]) => value(bound)),
  }
}

export function columnOf(field: string, columns: ReadonlySet<string>): string {
  if (field === 'key' || columns.has(field)) return quoted(field)
  throw new Error(`${field} stands in no index of this view`)
}

type Sort = NonNullable<Query['sort']>

const directionOfKey = (sort: Sort): 'asc' | 'desc' => sort.at(-1)?.[1] ?? 'asc'

export const orderBy = (sort: Sort, columns: ReadonlySet<string>): string =>
  [...sort, ['key', directionOfKey(sort)] as const]
    .map(([field, direction]) => `${columnOf(field, columns)} ${direction}`)
    .join(', ')

/** Everything behind the row that the cursor names. Nulls come first, as SQLite sorts them. */
export function behind(cursor: string, list: string, sort: Sort, columns: ReadonlySet<string>): Condition {
  const places = [...sort, ['key', directionOfKey(sort)] as const]
  const at = readCursor(cursor, list, places.length)
  const [[field, direction], ...rest] = places as [Sort[number], ...Sort[number][]]
  if (rest.length === 1 && rest[0]![1] === direction && at[0] !== null) {
    // One comparison of rows, which an index answers without passing over what lies before.
    const column = columnOf(field, columns)
    const compared = `(${column}, "key") ${direction === 'asc' ? '>' : '<'} (?, ?)`
    const sql = direction === 'asc' ? compared : `(${compared} OR ${column} IS NULL)`
    return { sql, values: at }
  }
  return lexicographic(places, at, columns)
}

function lexicographic(places: Sort, at: readonly Value[], columns: ReadonlySet<string>): Condition {
  const [[field, direction], ...rest] = places as [Sort[number], ...Sort[number][]]
  const [here, ...there] = at as [Value, ...Value[]]
  const strictly = past(columnOf(field, columns), direction, here)
  if (rest.length === 0) return strictly
  const deeper = lexicographic(rest, there, columns)
  return {
    sql: `(${strictly.sql} OR (${columnOf(field, columns)} IS ? AND ${deeper.sql}))`,
    values: [...strictly.values, here, ...deeper.values],
  }
}

function past(column: string, direction: 'asc' | 'desc', here: Value): Condition {
  if (direction === 'asc')
    return here === null ? { sql: `${column} IS NOT NULL`, values: [] } : { sql: `${column} > ?`, values: [here] }
  return here === null ? { sql: '0', values: [] } : { sql: `(${column} < ? OR ${column} IS NULL)`, values: [here] }
}

/** Which list a cursor belongs to: the view, what of it, and in which order. */
export const listOf = (view: string, filter: Filter, sort: Sort): string =>
  createHash('sha256')
    .update(JSON.stringify([view, filter, sort]))
    .digest('base64url')
    .slice(0, 10)

export const writeCursor = (list: string, values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url')

function readCursor(cursor: string, list: string, places: number): readonly Value[] {
  try {
    const [of, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const fits = of === list && values.length === places && typeof values.at(-1) === 'string'
    if (fits && values.every((one) => one === null || typeof one === 'string' || typeof one === 'number'))
      return values as Value[]
  } catch {
    // Not even JSON: no cursor of ours.
  }
  throw new BadCursor()
}
