import { createHash } from 'node:crypto'
import { NotACopy } from '@ledger/event-sourcing'
import type { CopiedPart } from '@ledger/event-sourcing'
import type { StoredToken, TokenStore } from './token-store.js'

/**
 * Copies the tokens of a ledger, and the sessions that were begun with them. Tokens that were made in the target stay; a
 * session that is over in the source is over in the target, and what was ended in either is ended.
 * @throws NotACopy where the target holds another token under the same id
 */
export async function copyTokens(from: TokenStore, to: TokenStore): Promise<CopiedPart> {
  const tokens = await from.read()
  let known = new Set<string>()
  await to.change((there) => {
    known = new Set(there.map(({ id }) => id))
    return merged(tokens, there)
  })
  const after = new Map((await to.read()).map((one) => [one.id, one]))
  if (!tokens.every((one) => after.get(one.id)?.hash === one.hash && isEnded(one) <= isEnded(after.get(one.id)!)))
    throw new NotACopy('somebody else has changed the tokens of the target meanwhile')
  const hash = createHash('sha256')
  for (const { id } of tokens) hash.update(`${JSON.stringify(after.get(id))}\n`)
  const copied = tokens.filter(({ id }) => !known.has(id)).length
  return { held: tokens.length, copied, digest: hash.digest('hex') }
}

function merged(tokens: readonly StoredToken[], there: readonly StoredToken[]): readonly StoredToken[] {
  const held = new Map(there.map((one) => [one.id, one]))
  const taken = tokens.map((token) => {
    const same = held.get(token.id)
    if (same && same.hash !== token.hash) throw new NotACopy(`the target holds another token ${token.id}`)
    const revokedAt = token.revokedAt ?? same?.revokedAt
    return revokedAt === undefined ? token : { ...token, revokedAt }
  })
  const ids = new Set(tokens.map(({ id }) => id))
  return [...taken, ...there.filter(({ id, sessionOf }) => !ids.has(id) && sessionOf === undefined)]
}

const isEnded = ({ revokedAt }: StoredToken): boolean => revokedAt !== undefined
