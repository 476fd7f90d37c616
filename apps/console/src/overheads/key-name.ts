import { texts } from '../texts'
import type { Key } from './use-overheads'

const words = texts.overheads

/** A key as people read it. */
export const keyName = ({ by, weights = [] }: Key): string =>
  by === 'weights'
    ? words.weighed(weights.map(({ campaign, weight }) => `${campaign} ${weight}`).join(', '))
    : words.keys[by]

/** The same of one as questions write it: `days`, `weights:fair=3,mail=1`. */
export function keyNameOf(key: string): string {
  const [by = '', said] = key.split(':')
  if (said !== undefined) return words.weighed(said.replaceAll('=', ' ').replaceAll(',', ', '))
  return by in words.keys ? words.keys[by as Key['by']] : key
}
