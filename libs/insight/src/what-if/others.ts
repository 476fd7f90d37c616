import { invalid } from '@ledger/http'
import type { OtherPolicy } from './what-if.js'

/** So many policies are looked at in one question. */
export const MOST = 10

/** Every combination of the settings that a question names. @throws 400 where it names none, or too many */
export function othersOf(
  query: Readonly<Record<string, string>>,
  names: readonly (keyof OtherPolicy)[],
): readonly OtherPolicy[] {
  let others: OtherPolicy[] = [{}]
  for (const name of names) {
    const values = query[name]?.split(';')
    if (values) others = others.flatMap((one) => values.map((value) => ({ ...one, [name]: value })))
  }
  const [field] = names
  if (Object.keys(others[0]!).length === 0)
    throw invalid([{ field: field!, message: `is needed: what if ${names.join(' or ')} were others?` }], 'query')
  if (others.length <= MOST) return others
  throw invalid([{ field: field!, message: `these are ${others.length} policies; at most ${MOST} at a time` }], 'query')
}
