import { fieldsOf } from '../manifest/row-fields.js'
import type { RowField, RowKind } from '../manifest/row-fields.js'
import type { Moment } from '../values/times.js'
import { unitedProducts } from './products.js'
import type { Product } from './products.js'
import type { Values } from './row-mapper.js'

/** Rows of one thing contradict each other in a field. */
export class Contradiction extends Error {
  constructor(field: string, one: unknown, other: unknown) {
    super(
      `the rows of the group contradict each other: ${field} is ${JSON.stringify(one)} and ${JSON.stringify(other)}`,
    )
  }
}

/**
 * One thing out of the rows of a group: amounts and numbers are added, lists united, days and times taken at their
 * earliest; a field that some rows leave empty is taken from the others; all else must agree.
 * @throws Contradiction
 */
export function mergeRows(kind: RowKind, rows: readonly Values[]): Values {
  const fields = fieldsOf(kind)
  const merged: Record<string, unknown> = {}
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      merged[name] = merged[name] === undefined ? value : mergeField(name, fields[name]!, merged[name], value)
    }
  }
  return merged
}

function mergeField(name: string, { type }: RowField, one: unknown, other: unknown): unknown {
  switch (type) {
    case 'money':
    case 'whole':
      return (one as number) + (other as number)
    case 'texts':
      return [...new Set([...(one as string[]), ...(other as string[])])]
    case 'products':
      return unitedProducts(one as Product[], other as Product[])
    case 'day':
      return (one as string) < (other as string) ? one : other
    case 'moment':
      return (one as Moment).at <= (other as Moment).at ? one : other
    case 'attributes':
      return { ...(one as object), ...(other as object) }
    case 'id':
    case 'text':
    case 'object':
      if (JSON.stringify(one) !== JSON.stringify(other)) throw new Contradiction(name, one, other)
      return one
  }
}
