import type { EventStore, Tenure } from '@ledger/event-sourcing'
import type { VerifierKey } from '@ledger/proof-verifier'
import { CheckpointClock } from './checkpoints/checkpoint-clock.js'
import type { CheckpointStore } from './checkpoints/checkpoint-store.js'
import { Checkpoints } from './checkpoints/checkpoints.js'
import { Witnesses } from './checkpoints/witnesses.js'
import type { KeyStore } from './keys/key-store.js'
import { LogKeys } from './keys/log-keys.js'
import { MerkleLog } from './log/merkle-log.js'
import { TreeThread } from './log/tree-thread.js'
import type { TreeFiles } from './log/tree-thread.js'
import { Proofs } from './proofs.js'
import type { TileStore } from './tiles/tile-store.js'
import { TiledTree } from './tree/tiled-tree.js'

/** How often checkpoints are signed, and who gets them. */
export interface ProofSettings {
  readonly checkpointEveryLeaves: number
  readonly checkpointEveryMs: number
  readonly checkpointFile?: string
  readonly checkpointWebhook?: string
  readonly witnessKeys: readonly VerifierKey[]
}

/** Where tree, checkpoints and keys of the log are kept. */
export interface ProofStores {
  readonly tiles: TileStore
  readonly checkpoints: CheckpointStore
  readonly keys: KeyStore
}

type Duty = Pick<Tenure, 'start' | 'stop' | 'held'>

export interface ProofParts extends ProofStores {
  readonly events: EventStore
  /** Where log and tree are in files, these: the tree grows on a thread of its own then. */
  readonly files?: TreeFiles
  readonly settings: ProofSettings
  /** The lease of the one process that makes the tree grow and signs. */
  readonly duty: Duty
  readonly onTrouble: (error: unknown) => void
  readonly clock: () => Date
}

/** Everything that proves what the log holds, put together over its stores. */
export class Proof {
  readonly tiles: TileStore
  readonly tree: TiledTree
  readonly proofs: Proofs
  readonly keys: LogKeys
  readonly kept: CheckpointStore
  readonly checkpoints: Checkpoints
  readonly witnesses: Witnesses
  /** To be caught up by whoever asks; by itself the tree grows from `start` to `stop`. */
  readonly log: MerkleLog
  private readonly growing: Pick<MerkleLog, 'start' | 'stop'>
  private readonly duty: Duty
  private readonly clockwork: CheckpointClock

  constructor({ events, files, tiles, checkpoints, keys, settings, duty, onTrouble, clock }: ProofParts) {
    const onDuty = () => duty.held
    this.tiles = tiles
    this.kept = checkpoints
    this.duty = duty
    this.tree = new TiledTree(tiles)
    this.proofs = new Proofs(events, tiles, this.tree)
    this.keys = new LogKeys(keys, clock)
    this.checkpoints = new Checkpoints({ store: checkpoints, keys: this.keys, tiles, clock })
    this.witnesses = new Witnesses(witnessSettings(settings), checkpoints, onTrouble, clock)
    this.log = new MerkleLog({ events, tiles, onTrouble, onDuty })
    this.growing = files ? new TreeThread({ files, onTrouble, onDuty }) : this.log
    this.clockwork = new CheckpointClock({
      checkpoints: this.checkpoints,
      store: checkpoints,
      tiles,
      witnesses: this.witnesses,
      everyLeaves: settings.checkpointEveryLeaves,
      everyMs: settings.checkpointEveryMs,
      onDuty,
      onTrouble,
      clock,
    })
  }

  start(): void {
    this.duty.start()
    this.growing.start()
    this.clockwork.start()
  }

  async stop(): Promise<void> {
    await Promise.all([this.growing.stop(), this.clockwork.stop()])
    await this.duty.stop()
  }
}

function witnessSettings({ witnessKeys, checkpointFile, checkpointWebhook }: ProofSettings) {
  return {
    keys: witnessKeys,
    ...(checkpointFile === undefined ? {} : { file: checkpointFile }),
    ...(checkpointWebhook === undefined ? {} : { webhook: checkpointWebhook }),
  }
}
