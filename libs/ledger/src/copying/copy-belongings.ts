import { copyTokens } from '@ledger/access'
import { copyPersonalKeys, NotACopy } from '@ledger/event-sourcing'
import type { CopiedPart } from '@ledger/event-sourcing'
import { copyCheckpoints, copyLogKeys, LogKeys } from '@ledger/proof'
import { copySpool } from '@ledger/work'
import type { Belongings } from '../stores/state.js'

/** What belongs to a ledger beside its log, in the order in which it is copied. */
export const parts = ['keys of the log', 'checkpoints', 'keys of persons', 'tokens', 'chunks of bulk work'] as const
export type PartName = (typeof parts)[number]
export type CopiedParts = Readonly<Record<PartName, CopiedPart>>

export interface CopyBelongingsOptions {
  readonly onProgress?: (part: PartName, done: number, total: number) => void
  /** Ends it behind the write under way. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Copies what belongs to a ledger and cannot be made again from its log. The keys of the log come first: they say whose
 * the rest is, so that it goes on after a kill, and never into what belongs to another ledger.
 * @throws NotACopy where the target is another ledger's; StoreUnavailable: give it again, it goes on
 */
export async function copyBelongings(
  from: Belongings,
  to: Belongings,
  { onProgress = () => undefined, signal }: CopyBelongingsOptions = {},
): Promise<CopiedParts> {
  await checkTarget(from, to)
  const about = (part: PartName) => ({
    signal,
    onProgress: (done: number, total: number) => onProgress(part, done, total),
  })
  return {
    'keys of the log': await copyLogKeys(from.proof.keys, to.proof.keys),
    checkpoints: await copyCheckpoints(from.proof.checkpoints, to.proof.checkpoints, about('checkpoints')),
    'keys of persons': await copyPersonalKeys(from.keys, to.keys, about('keys of persons')),
    tokens: await copyTokens(from.tokens, to.tokens),
    'chunks of bulk work': await copySpool(from.spool, to.spool, about('chunks of bulk work')),
  }
}

async function checkTarget(from: Belongings, to: Belongings): Promise<void> {
  if (!(await holdsAnything(from))) throw new NotACopy('nothing in the source belongs to a ledger')
  // A log that was never signed gets its name now.
  await new LogKeys(from.proof.keys).list()
  if ((await to.proof.keys.list()).length === 0 && (await holdsAnything(to)))
    throw new NotACopy('the target holds tokens or keys of a ledger that is not this one')
}

async function holdsAnything({ proof, keys, tokens, spool }: Belongings): Promise<boolean> {
  const held = await Promise.all([proof.keys.list(), proof.checkpoints.from(0, 1), keys.list(1), tokens.read()])
  return held.some(({ length }) => length > 0) || (await spool.list()).length > 0
}
