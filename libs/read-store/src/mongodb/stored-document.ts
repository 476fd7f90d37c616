import type { Position } from '@ledger/event-sourcing'
import type { Value } from '../cursor.js'
import { valueAt } from '../fields.js'
import type { Entry, Write } from '../read-store.js'
import type { Document } from '../view.js'

/**
 * A document as it lies in a collection. Its JSON text comes back as it was written, whatever its fields are called and
 * however long its numbers are; the fields that a query may name stand beside it under `by`. A mark has neither, and
 * says that it is one.
 */
export interface StoredDocument {
  readonly _id: string
  readonly position: Position
  readonly json?: string
  readonly by?: Readonly<Record<string, Value>>
  readonly removed?: true
}

/** Where an indexed field stands: a dot would be a path of MongoDB's. */
export const placeOf = (field: string): string => (field === 'key' ? '_id' : `by.${slot(field)}`)
const slot = (field: string): string => field.replaceAll('.', '/')

/** @param fields those that stand in an index of the view */
export function stored({ position, document }: Write, fields: readonly string[]): Omit<StoredDocument, '_id'> {
  if (document === null) return { position, removed: true }
  const json = JSON.stringify(document)
  const by = Object.fromEntries(fields.map((field) => [slot(field), valueAt(document, field)]))
  return { position, json, by }
}

export const documentOf = ({ json }: Pick<StoredDocument, 'json'>): Document | null =>
  json === undefined ? null : (JSON.parse(json) as Document)

export const entryOf = <D extends Document>({ _id, position, ...rest }: StoredDocument): Entry<D> => ({
  key: _id,
  document: documentOf(rest) as D,
  position,
})

/** The value of an indexed field, as the sort of a query sees it. */
export const sortedBy = ({ _id, by }: StoredDocument, field: string): Value =>
  field === 'key' ? _id : (by?.[slot(field)] ?? null)
