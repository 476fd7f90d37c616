import type { Position, StoredEvent } from '@ledger/event-sourcing'
import { foldBatch } from './batch.js'
import type { Filling } from './batch.js'
import type { DecodedPages } from './decoded-pages.js'
import { estimatedTotal } from './estimated-total.js'
import { partitionName } from './partitions.js'
import type { ProjectorOptions } from './projector-options.js'
import type { Build, BuildState } from './read-store.js'
import type { View } from './view.js'
import { WrittenBehind } from './written-behind.js'

export interface RebuildProgress {
  readonly done: number
  /** Reckoned from what is done so far; exact at the end. */
  readonly total: number
}

/** A rebuild was cancelled; what it had filled is gone, the live build is as it was. */
export class RebuildCancelled extends Error {
  constructor(view: string) {
    super(`the rebuild of ${view} was cancelled`)
    this.name = 'RebuildCancelled'
  }
}

/** Fills a new build of a view from the start of the log, beside the live one, and switches to it. */
export class Rebuild {
  progress: RebuildProgress = { done: 0, total: 0 }
  private last: StoredEvent | undefined
  private cancelled = false
  private finished: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly options: Pick<ProjectorOptions, 'events' | 'read'> & { readonly pages: DecodedPages },
    private readonly view: View,
    private readonly partitions: number,
    private readonly onProgress: (done: number, total: number) => void,
  ) {}

  /**
   * @param turn carries out the switch while no batch is being processed, so that no event falls between the builds.
   * @throws RebuildCancelled; FoldFailed at the first event that cannot be folded. Then the live build is as it was.
   */
  run(turn: (switchOver: () => Promise<Filling>) => Promise<void>): Promise<void> {
    const done = this.carryOut(turn)
    this.finished = done.catch(() => undefined)
    return done
  }

  /** Resolves when the rebuild is over, one way or the other. */
  async cancel(): Promise<void> {
    this.cancelled = true
    await this.finished
  }

  private async carryOut(turn: (switchOver: () => Promise<Filling>) => Promise<void>): Promise<void> {
    const { read } = this.options
    const build = await this.ownBuild()
    const filling = { view: this.view, build, parked: new Map() }
    const documents = new WrittenBehind(read, build)
    try {
      await this.readToHead(filling, documents)
      await documents.flush()
      await turn(async () => {
        await this.readToHead(filling, documents)
        await documents.flush()
        await this.keepCheckpoint(build)
        await read.goLive(build)
        return filling
      })
    } catch (error) {
      await read.drop(build)
      throw error
    }
  }

  /** A build that nobody else fills: another process may be about the same view, and may give up and remove its own. */
  private async ownBuild(): Promise<Build> {
    const { name: view, version, indexes } = this.view
    for (;;) {
      const build = { view, version, build: nextBuild(this.view, await this.options.read.builds()) }
      if (await this.options.read.create(build, indexes)) return build
    }
  }

  private async readToHead(filling: Filling, documents: WrittenBehind): Promise<void> {
    const head = (await this.options.events.head()) ?? -1
    for (;;) {
      if (this.cancelled) throw new RebuildCancelled(this.view.name)
      if ((this.last?.position ?? -1) >= head) return
      const page = await this.options.pages.after(this.last?.position)
      if (!page) return
      const { writes } = await foldBatch(documents, filling, everything, page.events, (failure) => {
        throw failure
      })
      await documents.put(writes)
      this.last = page.last
      this.count(page.stored, page.last.position, head)
    }
  }

  private count(more: number, here: Position, head: Position): void {
    const done = this.progress.done + more
    this.progress = { done, total: estimatedTotal(done, 0, here, head) }
    this.onProgress(done, this.progress.total)
  }

  /** Once, at the end: a build that is not live is never gone on with. */
  private async keepCheckpoint(build: Build): Promise<void> {
    if (!this.last) return
    const { position: checkpoint, id: checkpointEvent } = this.last
    const names = Array.from({ length: this.partitions }, (_, index) => partitionName(index, this.partitions))
    await this.options.read.commit(
      names.map((partition) => ({ build, partition, writes: [], checkpoint, checkpointEvent })),
    )
  }
}

/** A build has one reader until it is live, whatever the number of partitions. */
const everything = { name: 'rebuild', has: () => true }

/** The number of the next build of a view's version. */
export function nextBuild({ name, version }: View, builds: readonly BuildState[]): number {
  const own = builds.filter((one) => one.view === name && one.version === version)
  return 1 + Math.max(0, ...own.map(({ build }) => build))
}
