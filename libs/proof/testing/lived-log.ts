import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Trust } from '@ledger/proof-verifier'
import { fsck } from '../src/index.js'
import { counted, scratchProof } from './scratch-proof.js'

export type LivedLog = Awaited<ReturnType<typeof scratchProof>>

/** Events of a log that has lived. */
export const EVENTS = 700

/** A log with three checkpoints, the last over all of it. */
export async function lived(): Promise<LivedLog> {
  const log = await scratchProof()
  for (const [count, stream] of [
    [200, 'counter-a'],
    [250, 'counter-b'],
    [EVENTS - 450, 'counter-a'],
  ] as const) {
    await log.grow(count, stream)
    await log.proof.checkpoints.issue()
  }
  return log
}

export const check = ({ events, proof }: Pick<LivedLog, 'events' | 'proof'>, trust: Trust = {}) =>
  fsck({ events, proof, definitions: [counted], trust })

/** Does something to one of the files, past the stores. */
export function change(log: LivedLog, file: 'events' | 'tree' | 'checkpoints', work: (database: DatabaseSync) => void) {
  const database = new DatabaseSync(join(log.folder, `${file}.sqlite`))
  work(database)
  database.close()
}
