import { Ongoing, pagesOf, pause } from '@ledger/event-sourcing'
import type { EventStore, StoredEvent } from '@ledger/event-sourcing'
import type { TileStore } from '../tiles/tile-store.js'
import { TreeWriter } from './tree-writer.js'

export interface MerkleLogOptions {
  readonly events: EventStore
  readonly tiles: TileStore
  readonly onTrouble: (error: unknown) => void
  /** Whether this process is the one to make the tree grow; asked before each batch. */
  readonly onDuty?: () => boolean
}

/** Events written to the tree at once. */
const BATCH = 1_000
/** At the end of the log the tree waits for company: one write for what comes within this time. */
const BREATH_MS = 100

/**
 * Makes a leaf of every event, in global order: a projection that follows the log from where the tree stands. No append
 * waits for it. Tree and place are written in one step, so that a kill at any moment leaves a tree that goes on; two that
 * do it at once do no harm, for a tree grows only from where its writer saw it.
 */
export class MerkleLog {
  private readonly following = new Ongoing(this.options, (gotOn, signal) => this.follow(gotOn, signal))

  constructor(private readonly options: MerkleLogOptions) {}

  start(): void {
    this.following.start()
  }

  stop(): Promise<void> {
    return this.following.stop()
  }

  /** Brings the tree to where the log ends now. @param progress is told the leaves, now and then */
  async catchUp(progress: (leaves: number) => void = () => undefined): Promise<void> {
    const { events, tiles } = this.options
    for (;;) {
      const writer = await TreeWriter.resume(tiles, events)
      const after = writer.reached.last?.position
      if (await this.addAll(writer, pagesOf(eventsAfter(events, after), BATCH), progress)) return
    }
  }

  private async addAll(
    writer: TreeWriter,
    batches: AsyncIterable<readonly StoredEvent[]>,
    progress: (leaves: number) => void,
  ): Promise<boolean> {
    for await (const batch of batches) {
      if (!(await writer.add(batch))) return false
      progress(writer.reached.size)
    }
    return true
  }

  /** Ends where another process has the duty, or was faster; whoever has it goes on from where the tree stands. */
  private async follow(gotOn: () => void, signal: AbortSignal): Promise<void> {
    const { events, tiles, onDuty = () => true } = this.options
    const writer = await TreeWriter.resume(tiles, events)
    for await (const item of events.subscribe({ after: writer.reached.last?.position, signal })) {
      if (item.kind !== 'events') continue
      if (!onDuty() || !(await writer.add(item.events))) return
      gotOn()
      if (item.events.length < BATCH) await pause(BREATH_MS, signal)
    }
  }
}

/** Reading includes its start, which the tree has already. */
async function* eventsAfter(events: EventStore, after: number | undefined): AsyncGenerator<StoredEvent> {
  for await (const event of events.readAll(after === undefined ? {} : { from: after }))
    if (after === undefined || event.position > after) yield event
}
