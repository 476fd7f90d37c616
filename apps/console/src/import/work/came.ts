import type { imports } from '../../texts/imports'
import type { Work } from '../use-imports'

/** How a dry run or an import ended, as it is said in a sentence. */
export type Came = keyof typeof imports.work.check

export function cameOf({ state, counts: { recorded, unchanged, rejected } }: Pick<Work, 'state' | 'counts'>): Came {
  if (state === 'failed' || state === 'cancelled') return state
  if (rejected > 0) return recorded + unchanged > 0 ? 'some' : 'nothing'
  if (recorded > 0) return 'good'
  return unchanged > 0 ? 'already' : 'none'
}
