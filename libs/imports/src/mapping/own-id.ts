import { createHash } from 'node:crypto'
import { ID_PATTERN } from '@ledger/fields'

/** What can stand in an id as it is, and holds no `~`, which parts the texts. */
const PLAIN = /^[a-z0-9][a-z0-9._-]*$/

/**
 * The id of a row that has none of its own: the source and the texts that say which row it is, and from the second time
 * on that they come, which time it is. The same row has the same id in every import. Texts that do not fit an id are
 * hashed (SHA-256, cut to 96 bits).
 */
export function ownIdOf(source: string, identity: readonly string[], time = 1): string {
  const readable = [source, ...identity].join('~') + (time === 1 ? '' : `~~${time}`)
  if (identity.every((text) => PLAIN.test(text)) && ID_PATTERN.test(readable)) return readable
  const digest = createHash('sha256')
    .update(JSON.stringify([identity, time]))
    .digest('hex')
  return `${source}~${digest.slice(0, 24)}`
}
