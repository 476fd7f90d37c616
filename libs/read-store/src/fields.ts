import { valueOf } from './cursor.js'
import type { Value } from './cursor.js'

/** What stands at a path (`plan.kind`) of a document; undefined where nothing does. Lists have no fields. */
export const at = (document: unknown, path: string): unknown => along(document, path.split('.'))

function along(document: unknown, names: readonly string[]): unknown {
  let found = document
  for (const name of names) {
    if (typeof found !== 'object' || found === null || Array.isArray(found) || !Object.hasOwn(found, name))
      return undefined
    found = (found as Record<string, unknown>)[name]
  }
  return found
}

/** Reads the same fields from many documents: `key` is the key, the others are paths; null where nothing stands. */
export function rowReader(fields: readonly string[]): (key: string, document: unknown) => readonly unknown[] {
  const paths = fields.map((field) => (field === 'key' ? undefined : field.split('.')))
  return (key, document) => {
    const row: unknown[] = []
    for (const names of paths) row.push(names ? (along(document, names) ?? null) : key)
    return row
  }
}

/** The value of a field as it is compared; an object or a list as its JSON text. */
export function valueAt(document: unknown, path: string): Value {
  const value = at(document, path)
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : valueOf(value as string | number | boolean)
}
