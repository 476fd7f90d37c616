import { createHash } from 'node:crypto'
import { NotACopy } from '@ledger/event-sourcing'
import type { CopiedPart } from '@ledger/event-sourcing'
import type { KeyStore } from '../keys/key-store.js'

/**
 * Copies the keys that the log is signed with: the target is the same log then, under the same name. What was retired in
 * the source is retired in the target. @throws NotACopy where the target is signed with other keys
 */
export async function copyLogKeys(from: KeyStore, to: KeyStore): Promise<CopiedPart> {
  const [keys, there] = [await from.list(), await to.list()]
  for (const [place, key] of keys.entries()) {
    const same = there[place]
    if (!same) await to.add(key, place)
    else if (same.publicKey !== key.publicKey) break
    else if (key.retiredAt !== undefined && same.retiredAt === undefined) await to.retire(place, key.retiredAt)
  }
  const digest = digestOf(keys)
  if (digestOf(await to.list()) !== digest)
    throw new NotACopy('the target holds other keys of a log: it is another log')
  return { held: keys.length, copied: Math.max(0, keys.length - there.length), digest }
}

const digestOf = (keys: Awaited<ReturnType<KeyStore['list']>>): string => {
  const texts = keys.map((key) => [key.origin, key.publicKey, key.secret, key.madeAt, key.introduction, key.retiredAt])
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}
