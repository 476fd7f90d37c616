import type { OpenedProof } from '@ledger/ledger'
import { progressDisplay } from './progress.js'

/** Brings the tree to the end of the log, as a running service would. */
export async function growTree({ events, proof }: OpenedProof, options: { readonly json?: true }): Promise<void> {
  const { events: total } = await events.lag(undefined, Number.MAX_SAFE_INTEGER)
  const display = progressDisplay('bringing the tree up to date', { quiet: options.json === true })
  await proof.log.catchUp((leaves) => display.show(leaves, total)).finally(() => display.end())
}
