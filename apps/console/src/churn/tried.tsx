import { Alert } from '@mantine/core'
import { count } from '../shared/format'
import { texts } from '../texts'
import type { Wanted } from './use-churn'

/** In words that figures are of other days than those in force; undefined where they are not. */
export const triedIn = ({ days }: Wanted): string | undefined =>
  days === undefined ? undefined : texts.whatIf.churn.tried(count(days))

/** Marks figures of other days than those in force. */
export function Tried({ wanted }: { readonly wanted: Wanted }) {
  const said = triedIn(wanted)
  return said && <Alert color="orange" p="xs" mb="sm" title={said} />
}
