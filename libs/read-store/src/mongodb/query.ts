import type { Filter as Condition, Sort as Order } from 'mongodb'
import { behindPrefix, places, readCursor, valueOf } from '../cursor.js'
import type { Sort, Value } from '../cursor.js'
import type { Filter, Scalar } from '../read-store.js'
import { placeOf } from './stored-document.js'
import type { StoredDocument } from './stored-document.js'

type Part = Condition<StoredDocument>

/** A mark of a removed document is none of those that are asked for. */
const isPresent: Part = { json: { $exists: true } }
const nothing = { $in: [] }

/** The condition that a filter stands for. `fields`: those that stand in an index. */
export function where(filter: Filter, fields: readonly string[]): Part {
  const parts = Object.entries(filter).map(([field, wanted]) => ({ [indexed(field, fields)]: matching(wanted) }))
  // No document is read only to see that it is none of the marks, which have no fields.
  const present = isOfDocuments(filter) ? [] : [isPresent]
  return { $and: [...parts, ...present] } as Part
}

/** Whether no mark can match, for one of its fields must have a value. */
const isOfDocuments = (filter: Filter): boolean =>
  Object.entries(filter).some(([field, wanted]) => field !== 'key' && !matchesMissing(wanted))

function matchesMissing(wanted: Filter[string]): boolean {
  if (wanted === null || typeof wanted !== 'object') return wanted === null
  return 'in' in wanted && wanted.in.includes(null)
}

/** MongoDB keeps numbers and texts apart within bounds, and finds what is missing where `null` is asked for. */
function matching(wanted: Filter[string]): object | Value {
  if (wanted === null || typeof wanted !== 'object') return valueOf(wanted)
  if ('in' in wanted) return { $in: wanted.in.map(valueOf) }
  const bounds = Object.entries(wanted) as [string, Scalar][]
  if (bounds.some(([, bound]) => bound === null)) return nothing
  return Object.fromEntries(bounds.map(([operator, bound]) => [`$${operator}`, valueOf(bound)]))
}

function indexed(field: string, fields: readonly string[]): string {
  if (field === 'key' || fields.includes(field)) return placeOf(field)
  throw new Error(`${field} stands in no index of this view`)
}

export const orderBy = (sort: Sort, fields: readonly string[]): Order =>
  places(sort).map(([field, direction]): [string, 1 | -1] => [indexed(field, fields), direction === 'asc' ? 1 : -1])

/** Documents and marks, along their keys. */
export const everything: Part = { _id: { $gte: '' } }

/** Keys that begin so and come after the last one that was seen. */
export function keysFrom(prefix: string, last: string | undefined): Part {
  const end = behindPrefix(prefix)
  const from = last === undefined ? { $gte: prefix } : { $gt: last }
  return { _id: { ...from, ...(end === undefined ? {} : { $lt: end }) } } as Part
}

/**
 * What matches and comes after the row that the cursor names: one alternative for each place of the order, and all that
 * is asked for in every one of them, so that each can be answered from an index.
 */
export function behind(matches: Part, cursor: string, list: string, sort: Sort, fields: readonly string[]): Part {
  const at = readCursor(cursor, list, sort)
  const order = places(sort).map(([field, direction]) => [indexed(field, fields), direction] as const)
  const alternatives = order.flatMap(([place, direction], index) => {
    const same = order.slice(0, index).map(([before], earlier) => ({ [before]: at[earlier] }))
    return past(direction, at[index]!).map((further) => ({ $and: [...same, { [place]: further }, matches] }))
  })
  return { $or: alternatives } as Part
}

/** What is missing comes before numbers, and numbers before texts. */
function past(direction: 'asc' | 'desc', here: Value): readonly object[] {
  const [texts, numbers, missing] = [{ $gte: '' }, { $gte: -Infinity }, { $in: [null] }]
  if (direction === 'asc') {
    if (here === null) return [numbers, texts]
    return typeof here === 'number' ? [{ $gt: here }, texts] : [{ $gt: here }]
  }
  if (here === null) return []
  return typeof here === 'number' ? [{ $lt: here }, missing] : [{ $lt: here }, numbers, missing]
}
