import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { behindPrefix } from '../cursor.js'
import { rowReader } from '../fields.js'
import type { Condition } from './query.js'
import { quoted } from './schema.js'

const SCAN_PAGE = 2_000

type Row = readonly [key: string, document: string]

/** Pages of the fields named, in order of the keys that begin with the prefix. Others get their turn between two pages. */
export async function* scanned(
  reader: DatabaseSync,
  table: string,
  { sql, values }: Condition,
  fields: readonly string[],
  keyPrefix: string,
): AsyncIterable<readonly (readonly unknown[])[]> {
  const read = rowReader(fields)
  const end = behindPrefix(keyPrefix)
  const page = (from: '>=' | '>') => {
    // Along the keys, in which documents lie: by way of an index each of them would be looked up, and all be sorted.
    const statement = reader.prepare(`SELECT key, document FROM ${quoted(table)} NOT INDEXED
      WHERE ${sql} AND key ${from} ?${end === undefined ? '' : ' AND key < ?'} ORDER BY key LIMIT ${SCAN_PAGE}`)
    statement.setReturnArrays(true)
    return (key: string) =>
      statement.all(...values, key, ...(end === undefined ? [] : [end])) as unknown as readonly Row[]
  }
  const behind = page('>')
  for (let rows = page('>=')(keyPrefix); ; rows = behind(rows.at(-1)![0])) {
    if (rows.length > 0) yield rows.map(([key, json]) => read(key, JSON.parse(json)))
    if (rows.length < SCAN_PAGE) return
    await setImmediate()
  }
}
