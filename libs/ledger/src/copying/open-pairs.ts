import type { Keep } from '../stores/state.js'
import type { LedgerPairs, Pair } from './copy-ledger.js'
import type { NamedLedger } from './named-ledger.js'
import type { NamedStore } from './named-stores.js'

/** Opens what is to be copied. What is in the same place in both, or is named in one only, stays there. @throws CannotOpen */
export async function openPairs(from: NamedLedger, to: NamedLedger, keep: Keep): Promise<LedgerPairs> {
  const log = await opened(from.log, to.log, keep)
  const belongings = await opened(from.belongings, to.belongings, keep)
  return { ...(log ? { log } : {}), ...(belongings ? { belongings } : {}) }
}

async function opened<Store>(
  from: NamedStore<Store> | undefined,
  to: NamedStore<Store> | undefined,
  keep: Keep,
): Promise<Pair<Store> | undefined> {
  if (!from || !to || from.place === to.place) return undefined
  // The source first: where there is none, nothing is made.
  const source = await from.open(keep, false)
  return [source, await to.open(keep, true)]
}
