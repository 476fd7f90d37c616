import type { Views, View } from '@ledger/read-store'
import type { FastifyRequest } from 'fastify'
import { invalid } from './problem.js'

/** How long a question waits for a view to come as far as it asks. */
const PATIENCE_MS = 5_000

/** Query parameters by name; one that stands twice, or that the address does not know, is refused. */
export function queryOf(request: FastifyRequest, known: readonly string[]): Record<string, string> {
  const query = (request.query ?? {}) as Record<string, string | string[]>
  const errors = Object.entries(query).flatMap(([field, value]) => {
    if (!known.includes(field)) return [{ field, message: `is no parameter of this address; ${knownOnes(known)}` }]
    return Array.isArray(value) ? [{ field, message: 'stands there twice' }] : []
  })
  if (errors.length > 0) throw invalid(errors, 'query')
  return query as Record<string, string>
}

const knownOnes = (known: readonly string[]): string =>
  known.length === 0 ? 'it takes none' : `there are ${known.join(', ')}`

/** A position of the log, as `minPosition` has it. */
export function positionOf(
  value: string | undefined,
  field = 'minPosition',
  where: 'query' | 'path' = 'query',
): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d{1,15}$/.test(value))
    throw invalid([{ field, message: 'must be a whole number from 0 on, as answers give it' }], where)
  return Number(value)
}

/** Waits until every view named shows what lies at a position and before. @throws NotYetFresh */
export async function asFreshAs(views: Views, needed: readonly View[], minPosition: number | undefined): Promise<void> {
  if (minPosition === undefined) return
  await Promise.all(needed.map((view) => views.waitFor(view, minPosition, PATIENCE_MS)))
}
