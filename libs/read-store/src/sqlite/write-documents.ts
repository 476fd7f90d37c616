import type { StatementSync } from 'node:sqlite'
import type { Value } from '../cursor.js'
import { valueAt } from '../fields.js'
import type { Write } from '../read-store.js'
import { quoted } from './schema.js'

/**
 * Writes each document over an older one, or anew, within the transaction under way. What is tried first is what the
 * document before needed: a build that is filled inserts, a live one replaces, and most replacements touch no index.
 * @param fields the fields that have columns of their own
 */
export function writeDocuments(
  writes: readonly Write[],
  fields: readonly string[],
  prepared: (sql: (table: string) => string) => StatementSync,
): void {
  const [insert, replace, put] = [insertion, replacement, upsert].map((sql) => prepared((table) => sql(table, fields)))
  let expectNew = false
  for (const write of writes) {
    const row = rowOf(write, fields)
    const [key, position, , text, ...values] = row
    const isNew = () => Number(insert!.run(...row).changes) > 0
    if (expectNew && isNew()) continue
    expectNew = false
    if (text !== null && Number(replace!.run(position, text, key, position, ...values).changes) > 0) continue
    expectNew = isNew()
    if (!expectNew) put!.run(...row)
  }
}

/** What goes into a table: key, position, whether it is removed, the document as text, and the fields. */
export type DocumentRow = readonly [key: string, position: number, removed: 0 | 1, text: string | null, ...Value[]]

export function rowOf({ key, position, document }: Write, fields: readonly string[]): DocumentRow {
  const values = fields.map((field) => valueAt(document, field))
  return document === null
    ? [key, position, 1, null, ...values]
    : [key, position, 0, JSON.stringify(document), ...values]
}

const insertion = (table: string, fields: readonly string[]): string => {
  const columns = ['key', 'position', 'removed', 'document', ...fields]
  return `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (key) DO NOTHING`
}

/** Over an older document whose indexed fields are the same: no index is touched. Position, document, key, position, fields. */
const replacement = (table: string, fields: readonly string[]): string =>
  `UPDATE ${quoted(table)} SET position = ?, document = ? WHERE key = ? AND position < ? AND removed = 0${fields
    .map((field) => ` AND ${quoted(field)} IS ?`)
    .join('')}`

/** Over whatever is older, or anew: takes a row. */
export function upsert(table: string, fields: readonly string[]): string {
  const columns = ['position', 'removed', 'document', ...fields].map(quoted)
  const changes = columns.map((column) => `${column} = excluded.${column}`)
  return `INSERT INTO ${quoted(table)} (key, ${columns.join(', ')}) VALUES (${Array(columns.length + 1)
    .fill('?')
    .join(', ')})
    ON CONFLICT (key) DO UPDATE SET ${changes.join(', ')} WHERE excluded.position > position`
}
