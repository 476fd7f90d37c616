import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { event, Leases, SqliteEventStore, SqliteOperations, Tenure } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { KeyFolder, Proof, SqliteCheckpointStore, SqliteTileStore } from '../src/index.js'
import type { ProofSettings } from '../src/index.js'

const usual: ProofSettings = { checkpointEveryLeaves: 1_000, checkpointEveryMs: 60_000, witnessKeys: [] }

/** What `grow` appends. */
export const counted = event('Counted')<{ n: number }>()

const metadata = {
  occurredAt: '2027-03-01T09:00:00.000Z',
  recordedAt: '2027-03-01T09:00:00.000Z',
  actor: 'pat',
  $correlationId: 'c',
  $causationId: 'c',
  commandId: 'c',
}

/** A log with its proofs, in a folder of its own; what goes wrong is collected in `troubles`. */
export async function scratchProof(settings: Partial<ProofSettings> = {}, clock = () => new Date()) {
  const folder = await temporaryFolder()
  const file = (name: string) => ({ file: join(folder.path, name) })
  const events = await SqliteEventStore.open({ ...file('events.sqlite'), pollMs: 5 })
  const operations = await SqliteOperations.open(file('operations.sqlite'))
  const tiles = await SqliteTileStore.open(file('tree.sqlite'))
  const checkpoints = await SqliteCheckpointStore.open(file('checkpoints.sqlite'))
  const troubles: unknown[] = []
  const onTrouble = (error: unknown) => void troubles.push(error)
  const duty = new Tenure({ leases: new Leases(operations.leases), name: 'proof', holder: 'test', onTrouble })
  const keys = new KeyFolder(join(folder.path, 'log-keys'))
  const parts = { events, tiles, checkpoints, keys, duty, onTrouble, clock }
  const proof = new Proof({ ...parts, settings: { ...usual, ...settings } })
  const append = async (count: number, stream: string = randomUUID()) => {
    const made = Array.from({ length: count }, (_, n) => ({
      id: randomUUID(),
      type: 'Counted.v1',
      data: { n },
      metadata,
    }))
    await events.append(stream, 'any', made)
  }
  return {
    folder: folder.path,
    events,
    tiles,
    proof,
    troubles,
    /** Appends so many events to a stream. */
    append,
    /** The same, and brings the tree to the end. */
    async grow(count: number, stream?: string) {
      await append(count, stream)
      await proof.log.catchUp()
    },
    async [Symbol.asyncDispose]() {
      await proof.stop()
      for (const one of [events, operations, tiles, checkpoints]) await one.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}
