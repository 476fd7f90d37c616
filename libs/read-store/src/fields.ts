import { valueOf } from './cursor.js'
import type { Value } from './cursor.js'

/** What stands at a path (`plan.kind`) of a document; undefined where nothing does. Lists have no fields. */
export function at(document: unknown, path: string): unknown {
  let found = document
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || Array.isArray(found) || !Object.hasOwn(found, name))
      return undefined
    found = (found as Record<string, unknown>)[name]
  }
  return found
}

/** The value of a field as it is compared; an object or a list as its JSON text. */
export function valueAt(document: unknown, path: string): Value {
  const value = at(document, path)
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : valueOf(value as string | number | boolean)
}
