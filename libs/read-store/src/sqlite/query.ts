import { places, readCursor, valueOf } from '../cursor.js'
import type { Sort, Value } from '../cursor.js'
import type { Filter, Scalar } from '../read-store.js'
import { quoted } from './schema.js'

/** An SQL condition with the values for its places. */
export interface Condition {
  readonly sql: string
  readonly values: readonly Value[]
}

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
  if (wanted === null || typeof wanted !== 'object') return { sql: `${column} IS ?`, values: [valueOf(wanted)] }
  if ('in' in wanted) return oneOf(column, wanted.in.map(valueOf))
  const bounds = Object.entries(wanted) as [keyof typeof operators, Scalar][]
  const parts = bounds.map(([operator, bound]) => within(column, operator, valueOf(bound)))
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) }
}

function oneOf(column: string, wanted: readonly Value[]): Condition {
  const values = wanted.filter((one) => one !== null)
  const sql = `${column} IN (${values.map(() => '?').join(', ')})`
  return { sql: values.length < wanted.length ? `(${sql} OR ${column} IS NULL)` : sql, values }
}

/** A bound holds among values of its own kind: SQLite puts every number before every text. */
function within(column: string, operator: keyof typeof operators, bound: Value): Condition {
  const sql = `${column} ${operators[operator]} ?`
  const upward = operator === 'gt' || operator === 'gte'
  if (typeof bound === 'number' && upward) return { sql: `(${sql} AND ${column} < '')`, values: [bound] }
  if (typeof bound === 'string' && !upward) return { sql: `(${sql} AND ${column} >= '')`, values: [bound] }
  return { sql, values: [bound] }
}

export function columnOf(field: string, columns: ReadonlySet<string>): string {
  if (field === 'key' || columns.has(field)) return quoted(field)
  throw new Error(`${field} stands in no index of this view`)
}

export const orderBy = (sort: Sort, columns: ReadonlySet<string>): string =>
  places(sort)
    .map(([field, direction]) => `${columnOf(field, columns)} ${direction}`)
    .join(', ')

/** Everything behind the row that the cursor names. Nulls come first, as SQLite sorts them. */
export function behind(cursor: string, list: string, sort: Sort, columns: ReadonlySet<string>): Condition {
  const at = readCursor(cursor, list, sort)
  const [[field, direction], ...rest] = places(sort) as [Sort[number], ...Sort[number][]]
  if (rest.length === 1 && rest[0]![1] === direction && at[0] !== null) {
    // One comparison of rows, which an index answers without passing over what lies before.
    const column = columnOf(field, columns)
    const compared = `(${column}, "key") ${direction === 'asc' ? '>' : '<'} (?, ?)`
    const sql = direction === 'asc' ? compared : `(${compared} OR ${column} IS NULL)`
    return { sql, values: at }
  }
  return lexicographic(places(sort), at, columns)
}

function lexicographic(order: Sort, at: readonly Value[], columns: ReadonlySet<string>): Condition {
  const [[field, direction], ...rest] = order as [Sort[number], ...Sort[number][]]
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
