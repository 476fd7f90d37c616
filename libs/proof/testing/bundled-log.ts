import { randomUUID } from 'node:crypto'
import { verifyBundle } from '@ledger/proof-verifier'
import type { BundleScope, Trust } from '@ledger/proof-verifier'
import { bundleOf } from '../src/index.js'
import type { KeptCheckpoint } from '../src/index.js'
import { scratchProof } from './scratch-proof.js'
import { witness } from './witness.js'

const made = (data: object) => ({ id: randomUUID(), type: 'Told.v1', data, metadata: { actor: 'pat' } })

/** A log with three checkpoints (the first countersigned, then a new key), a policy that was set twice, and a tail that nobody has signed. */
export async function bundledLog() {
  const alice = witness('alice.example/w')
  const log = await scratchProof({ witnessKeys: [alice.key] })
  const tell = async (stream: string, ...data: readonly object[]) => log.events.append(stream, 'any', data.map(made))
  const bundle = async (scope: BundleScope, of?: KeptCheckpoint) => {
    const checkpoint = of ?? (await log.proof.kept.latest())!
    return Array.fromAsync(bundleOf({ events: log.events, proof: log.proof, scope, checkpoint, madeAt: new Date() }))
  }
  await tell('policy-churn-days', { days: 60 })
  for (const name of ['fair', 'fairer', 'autumn']) await tell(`campaign-${name}`, { campaign: name, name: 'Mésse' })
  await log.grow(300)
  const first = (await log.proof.checkpoints.issue())!
  await log.proof.witnesses.countersign(first, alice.countersign(first.note))
  await tell('participation-fair:ann', { campaign: 'fair' }, { campaign: 'fair' })
  await tell(
    'customer-ann',
    { purchase: 'r1', campaign: 'fair' },
    { purchase: 'r2' },
    { purchase: 'r3', campaign: 'fair' },
  )
  await tell('desk-fair', { campaign: 'fair' })
  await log.proof.keys.rotate()
  await log.grow(5)
  await log.proof.checkpoints.issue()
  await tell('policy-churn-days', { days: 90 })
  await tell('campaign-fair', { campaign: 'fair' })
  await log.grow(20)
  await log.proof.checkpoints.issue()
  await tell('campaign-fair', { campaign: 'fair', later: true })
  return {
    log,
    /** Who has countersigned. */
    alice,
    bundle,
    campaign: await bundle({ campaign: 'fair' }),
    span: await bundle({ from: 290, to: 320 }),
  }
}

/** @param lines as objects, or as texts */
export const verifyLines = (lines: readonly unknown[], trust?: Trust) =>
  verifyBundle(
    (async function* () {
      // In pieces that end in the middle of a line, and of a letter.
      const bytes = Buffer.from(
        lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
      )
      for (let at = 0; at < bytes.length; at += 1_001) yield bytes.subarray(at, at + 1_001)
    })(),
    trust,
  )
