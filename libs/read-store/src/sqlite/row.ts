import type { Entry } from '../read-store.js'
import type { Document } from '../view.js'

/** A row as SQLite gives it. */
export type Row = Record<string, string | number | null>

export const parsed = (json: string | number | null | undefined): Document | null =>
  typeof json === 'string' ? (JSON.parse(json) as Document) : null

export const entry = <D extends Document>(row: Row): Entry<D> => ({
  key: String(row.key),
  document: parsed(row.document) as D,
  position: Number(row.position),
})
