import type { Value } from './cursor.js'
import { valueAt } from './fields.js'
import type { Document } from './view.js'

/** A document that queries find under another value than it has: one of the two was changed by hand. */
export interface Misfiled {
  readonly key: string
  readonly field: string
  /** What queries compare with. */
  readonly filedUnder: Value
  /** What the document says. */
  readonly has: Value
}

/** The first of the fields under which a document does not stand as it should. */
export function misfiledAt(
  key: string,
  document: Document | null,
  fields: Iterable<string>,
  filed: (field: string) => Value,
): Misfiled | undefined {
  for (const field of fields) {
    const [filedUnder, has] = [filed(field), valueAt(document, field)]
    if (filedUnder !== has) return { key, field, filedUnder, has }
  }
  return undefined
}
