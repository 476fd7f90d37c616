import { count } from '../shared/format'
import { texts } from '../texts'
import type { Work } from './use-work'

const words = texts.work

/** What a work is, as people call it: `Invitations · Wave “first”`; the campaign is named where it does not go without saying. */
export function nameOf({ kind, context: { wave, campaign } }: Pick<Work, 'kind' | 'context'>, within?: string): string {
  const named = kind in words.kinds ? words.kinds[kind as keyof typeof words.kinds] : kind
  return [
    ...(wave === undefined ? [named] : [words.wave(wave)]),
    ...(campaign === undefined || campaign === within ? [] : [campaign]),
  ].join(' · ')
}

/** `12,000 of 20,000`, and what came of them. */
export const progressOf = ({ done, total, changed, unchanged }: Work): string =>
  [words.of(count(done), count(total)), ...(done > 0 ? [words.outcome(count(changed), count(unchanged))] : [])].join(
    ' · ',
  )
