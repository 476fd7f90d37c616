import type { Position, StoredEvent } from '@ledger/event-sourcing'
import { foldBatch, partitionName, partitionOf } from './batch.js'
import type { Filling } from './batch.js'
import { pages } from './pages.js'
import type { ProjectorOptions } from './projector-options.js'
import type { Build, BuildState } from './read-store.js'
import type { View } from './view.js'

export interface RebuildProgress {
  readonly done: number
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
  private at: Position | undefined
  private cancelled = false
  private finished: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly options: Pick<ProjectorOptions, 'events' | 'read' | 'decode'>,
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
    const { read, events } = this.options
    const build = await this.ownBuild()
    const filling = { view: this.view, build, parked: new Map() }
    try {
      this.progress = { done: 0, total: (await events.lag(undefined, Number.MAX_SAFE_INTEGER)).events }
      await this.readToHead(filling)
      await turn(async () => {
        await this.readToHead(filling)
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

  private async readToHead(filling: Filling): Promise<void> {
    if (this.cancelled) throw new RebuildCancelled(this.view.name)
    const head = await this.options.events.head()
    if (head === undefined || (this.at ?? 0) >= head) return
    for await (const page of pages(this.options.events, this.at, head)) {
      if (this.cancelled) throw new RebuildCancelled(this.view.name)
      await this.take(filling, page)
    }
  }

  private async take(filling: Filling, page: readonly StoredEvent[]): Promise<void> {
    const { decode, read } = this.options
    const events = (await decode(page)).filter((one) => one !== undefined)
    const { position: checkpoint, id: checkpointEvent } = page.at(-1)!
    const commits = []
    for (let index = 0; index < this.partitions; index += 1) {
      const has = (key: string) => this.partitions === 1 || partitionOf(key, this.partitions) === index
      const partition = { name: partitionName(index, this.partitions), has }
      const commit = await foldBatch(read, filling, partition, events, (failure) => {
        throw failure
      })
      commits.push({ ...commit, checkpoint, checkpointEvent })
    }
    await read.commit(commits)
    this.at = checkpoint
    const done = this.progress.done + page.length
    this.progress = { done, total: Math.max(done, this.progress.total) }
    this.onProgress(done, this.progress.total)
  }
}

/** The number of the next build of a view's version. */
export function nextBuild({ name, version }: View, builds: readonly BuildState[]): number {
  const own = builds.filter((one) => one.view === name && one.version === version)
  return 1 + Math.max(0, ...own.map(({ build }) => build))
}
