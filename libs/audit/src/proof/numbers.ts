import { invalid } from '@ledger/http'

/** A whole number from 0 on. @throws 400 */
export function numberOf(text: string | undefined, field: string, where: 'query' | 'path', most = 1e15): number {
  const number = /^\d{1,15}$/.test(text ?? '') ? Number(text) : NaN
  if (!(number <= most)) throw invalid([{ field, message: `must be a whole number from 0 to ${most}` }], where)
  return number
}
