import type { Position, StoredEvent } from '@ledger/event-sourcing'
import { foldBatch, partitionName, partitionOf } from './batch.js'
import type { Filling } from './batch.js'
import { pages } from './pages.js'
import type { ProjectorOptions } from './projector-options.js'

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

/** Fills one build from the start of the log. */
export class Rebuild {
  progress: RebuildProgress = { done: 0, total: 0 }
  private at: Position | undefined
  private cancelled = false
  private finished: Promise<void> = Promise.resolve()

  constructor(
    private readonly options: Pick<ProjectorOptions, 'events' | 'read' | 'decode'>,
    private readonly filling: Filling,
    private readonly partitions: number,
    private readonly onProgress: (done: number, total: number) => void,
  ) {}

  fill(): Promise<void> {
    const filled = this.run()
    this.finished = filled.catch(() => undefined)
    return filled
  }

  /** Reads what came meanwhile and makes the build the live one. Called while no batch is being processed. */
  async switchOver(): Promise<void> {
    try {
      await this.readToHead()
      await this.options.read.goLive(this.filling.build)
    } catch (error) {
      await this.options.read.drop(this.filling.build)
      throw error
    }
  }

  async cancel(): Promise<void> {
    this.cancelled = true
    await this.finished
  }

  private async run(): Promise<void> {
    const { read, events } = this.options
    const { view, build } = this.filling
    await read.create(build, view.indexes)
    try {
      this.progress = { done: 0, total: (await events.lag(undefined, Number.MAX_SAFE_INTEGER)).events }
      await this.readToHead()
    } catch (error) {
      await read.drop(build)
      throw error
    }
  }

  private async readToHead(): Promise<void> {
    const head = await this.options.events.head()
    if (head === undefined || (this.at ?? 0) >= head) return
    for await (const page of pages(this.options.events, this.at, head)) {
      if (this.cancelled) throw new RebuildCancelled(this.filling.view.name)
      await this.take(page)
    }
  }

  private async take(page: readonly StoredEvent[]): Promise<void> {
    const { decode, read } = this.options
    const events = (await decode(page)).filter((one) => one !== undefined)
    const checkpoint = page.at(-1)!.position
    const commits = []
    for (let index = 0; index < this.partitions; index += 1) {
      const has = (key: string) => this.partitions === 1 || partitionOf(key, this.partitions) === index
      const partition = { name: partitionName(index, this.partitions), has }
      const commit = await foldBatch(read, this.filling, partition, events, (failure) => {
        throw failure
      })
      commits.push({ ...commit, checkpoint })
    }
    await read.commit(commits)
    this.at = checkpoint
    const done = this.progress.done + page.length
    this.progress = { done, total: Math.max(done, this.progress.total) }
    this.onProgress(done, this.progress.total)
  }
}
