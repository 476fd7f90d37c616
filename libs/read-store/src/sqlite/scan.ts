import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { behindPrefix } from '../cursor.js'
import { at } from '../fields.js'
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
  const end = behindPrefix(keyPrefix)
  const statement = reader.prepare(`SELECT key, document FROM ${quoted(table)}
    WHERE ${sql} AND key >= ?${end === undefined ? '' : ' AND key < ?'} ORDER BY key`)
  statement.setReturnArrays(true)
  // One question for all pages: asked page by page, SQLite may sort all that is left for each of them.
  const rows = statement.iterate(...values, keyPrefix, ...(end === undefined ? [] : [end])) as Iterable<unknown>
  let page: (readonly unknown[])[] = []
  for (const [key, json] of rows as Iterable<Row>) {
    const document: unknown = JSON.parse(json)
    page.push(fields.map((field) => (field === 'key' ? key : (at(document, field) ?? null))))
    if (page.length < SCAN_PAGE) continue
    yield page
    page = []
    await setImmediate()
  }
  if (page.length > 0) yield page
}
