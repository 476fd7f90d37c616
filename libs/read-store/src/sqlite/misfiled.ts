import { misfiledAt } from '../misfiled.js'
import type { Misfiled } from '../misfiled.js'
import { parsed } from './row.js'
import type { Row } from './row.js'
import { quoted } from './schema.js'

const PAGE = 1_000

/** Documents of a table whose columns do not say what they say themselves, page by page in order of their keys. */
export async function* misfiledIn(
  table: string,
  fields: readonly string[],
  all: (sql: string, after: string) => Promise<readonly Row[]>,
): AsyncIterable<Misfiled> {
  // Along the keys, not along an index of the columns that are doubted.
  const sql = `SELECT ${['key', 'document', ...fields].map(quoted).join(', ')} FROM ${quoted(table)} NOT INDEXED
    WHERE removed = 0 AND key > ? ORDER BY key LIMIT ${PAGE}`
  for (let last = ''; ;) {
    const rows = await all(sql, last)
    for (const row of rows) {
      last = String(row.key)
      const found = misfiledAt(last, parsed(row.document), fields, (field) => row[field]!)
      if (found) yield found
    }
    if (rows.length < PAGE) return
  }
}
