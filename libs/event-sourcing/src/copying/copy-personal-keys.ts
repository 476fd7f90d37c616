import { createHash } from 'node:crypto'
import type { KeptKey, PersonalKeys } from '../personal-data.js'
import type { CopiedPart, CopyPartOptions } from './copied-part.js'
import { NotACopy } from './not-a-copy.js'

const PAGE = 1_000

/**
 * Copies the keys of persons, and the marks of those that were destroyed: whoever is erased in the source is erased in the
 * target, and whoever is erased in the target stays so. Done again, it goes on. In the end both are compared.
 * @throws NotACopy where the target holds keys that the source does not; StoreUnavailable: give it again
 */
export async function copyPersonalKeys(
  from: PersonalKeys,
  to: PersonalKeys,
  { onProgress = () => undefined, signal }: CopyPartOptions = {},
): Promise<CopiedPart> {
  const [total, before] = [await from.count(), await to.count()]
  const source = await digestOf(from, async (page, held) => {
    signal?.throwIfAborted()
    await to.adopt(page)
    onProgress(held, total)
  })
  const target = await digestOf(to)
  if (source.digest !== target.digest)
    throw new NotACopy(`the target holds other keys of persons: ${target.held}, where the source holds ${source.held}`)
  return { ...target, copied: target.held - before }
}

async function digestOf(
  keys: PersonalKeys,
  each: (page: readonly KeptKey[], held: number) => Promise<void> = async () => undefined,
): Promise<{ readonly held: number; readonly digest: string }> {
  const hash = createHash('sha256')
  let held = 0
  for (let page = await keys.list(PAGE); page.length > 0; page = await keys.list(PAGE, page.at(-1)!.person)) {
    for (const one of page) hash.update(textOf(one))
    await each(page, (held += page.length))
  }
  return { held, digest: hash.digest('hex') }
}

const textOf = (kept: KeptKey): string =>
  `${JSON.stringify('key' in kept ? [kept.person, kept.key.toString('hex')] : [kept.person, null, kept.destroyedAt])}\n`
