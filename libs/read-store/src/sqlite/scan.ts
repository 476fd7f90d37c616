import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { behindPrefix } from '../cursor.js'
import type { Condition } from './query.js'
import { quoted } from './schema.js'

const SCAN_PAGE = 2_000

type Row = readonly [key: string, values: string]

/** Pages of the fields named, in order of the keys that begin with the prefix. Others get their turn between two pages. */
export async function* scanned(
  reader: DatabaseSync,
  table: string,
  { sql, values }: Condition,
  fields: readonly string[],
  keyPrefix: string,
): AsyncIterable<readonly (readonly unknown[])[]> {
  const end = behindPrefix(keyPrefix)
  const withKeys = keysInto(fields)
  const page = (from: '>=' | '>') => {
    // Along the keys, in which documents lie: by way of an index each of them would be looked up, and all be sorted.
    const statement = reader.prepare(`SELECT key, ${valuesOf(fields)} FROM ${quoted(table)} NOT INDEXED
      WHERE ${sql} AND key ${from} ?${end === undefined ? '' : ' AND key < ?'} ORDER BY key LIMIT ${SCAN_PAGE}`)
    statement.setReturnArrays(true)
    return (key: string) =>
      statement.all(...values, key, ...(end === undefined ? [] : [end])) as unknown as readonly Row[]
  }
  const behind = page('>')
  for (let rows = page('>=')(keyPrefix); ; rows = behind(rows.at(-1)![0])) {
    if (rows.length > 0) yield rows.map(([key, json]) => withKeys(JSON.parse(json) as unknown[], key))
    if (rows.length < SCAN_PAGE) return
    await setImmediate()
  }
}

/**
 * The fields as one JSON list, null where nothing stands. SQLite takes them out of the document in a third of the time
 * that it takes to parse all of it. The second null makes it a list where one field is asked for.
 */
function valuesOf(fields: readonly string[]): string {
  const paths = [...fields.map(pathOf), NOWHERE, NOWHERE]
  return `json_extract(document, ${paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ')})`
}

/** No document has a field without a name. */
const NOWHERE = '$.""'

const pathOf = (field: string): string =>
  field === 'key'
    ? NOWHERE
    : `$${field
        .split('.')
        .map((name) => `.${JSON.stringify(name)}`)
        .join('')}`

/** Puts the key where it was asked for. */
function keysInto(fields: readonly string[]): (values: unknown[], key: string) => readonly unknown[] {
  const places = fields.flatMap((field, at) => (field === 'key' ? at : []))
  return (values, key) => {
    values.length = fields.length
    for (const at of places) values[at] = key
    return values
  }
}
