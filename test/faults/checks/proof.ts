import { events as definitions, openProof, settingsFrom } from '@ledger/ledger'
import { fsck } from '@ledger/proof'
import type { Stack } from '../stacks/stack.js'

/** Every event against its leaf, the tree against itself, every checkpoint against the tree and its signature. */
export async function checkProof(stack: Stack, dataDir: string): Promise<readonly string[]> {
  const { events, proof, close } = await openProof(settingsFrom(stack.environment(dataDir)))
  try {
    await proof.log.catchUp()
    const { findings } = await fsck({ events, proof, definitions })
    return findings.map(({ code, message, position }) => `proof: ${message} (${code}, position ${position ?? 'none'})`)
  } finally {
    await close()
  }
}
