import { setTimeout as sleep } from 'node:timers/promises'
import type { Filling } from './batch.js'
import { DecodedPages } from './decoded-pages.js'
import { RebuildUnderWay } from './errors.js'
import type { ProjectorOptions } from './projector-options.js'
import { Rebuild, RebuildCancelled } from './rebuild.js'
import type { RebuildProgress } from './rebuild.js'

const LOOK_EVERY_MS = 50

/** The rebuilds of one projector: one of a view at a time, here and, where leases say so, anywhere. */
export class Rebuilds {
  private readonly running = new Map<string, Rebuild>()
  /** Those that begin together read the log together. */
  private readonly pages: DecodedPages
  /** Views that another process was seen to rebuild when this one wanted to. */
  private readonly elsewhere = new Set<string>()

  /** @param turn carries out the switch of a view while no batch is being processed */
  constructor(
    private readonly options: ProjectorOptions,
    private readonly partitions: number,
    private readonly turn: (name: string, switchOver: () => Promise<Filling>) => Promise<void>,
  ) {
    this.pages = new DecodedPages(options.events, options.decode)
  }

  /** @throws RebuildUnderWay, RebuildCancelled; FoldFailed at the first event that cannot be folded */
  async run(name: string, onProgress: (done: number, total: number) => void = () => undefined): Promise<void> {
    const view = this.options.views.find((one) => one.name === name)
    if (!view) throw new Error(`there is no view called ${name}`)
    if (this.running.has(name)) throw new RebuildUnderWay(name)
    const rebuild = new Rebuild({ ...this.options, pages: this.pages }, view, this.partitions, onProgress)
    this.running.set(name, rebuild)
    try {
      await this.alone(name, () => rebuild.run((switchOver) => this.turn(name, switchOver)))
    } finally {
      this.running.delete(name)
      if (this.running.size === 0) this.pages.clear()
    }
  }

  /** Sees to it that there is a live build, whoever fills it. @param live looks whether there is one by now */
  async ensure(
    name: string,
    live: (name: string) => Promise<boolean>,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    do {
      try {
        return await this.run(name, onProgress)
      } catch (error) {
        if (!(error instanceof RebuildUnderWay)) throw error
        await sleep(LOOK_EVERY_MS)
      }
    } while (!(await live(name)))
  }

  /** Begins one in the background; false where one is under way here. */
  start(name: string): boolean {
    if (this.running.has(name)) return false
    this.run(name).catch((error: unknown) => {
      if (error instanceof RebuildUnderWay) this.elsewhere.add(name)
      // What somebody ended on purpose has not failed.
      else if (!(error instanceof RebuildCancelled))
        this.options.onAlarm?.({ what: 'rebuild-failed', view: name, error })
    })
    return true
  }

  /** Begins what was another process's to do, and may have been left undone. */
  takeOver(name: string): void {
    if (this.elsewhere.delete(name)) this.start(name)
  }

  /** Ends a rebuild and removes what it has filled; false where none is under way here. */
  async cancel(name: string): Promise<boolean> {
    const rebuild = this.running.get(name)
    await rebuild?.cancel()
    return rebuild !== undefined
  }

  async cancelAll(): Promise<void> {
    await Promise.all([...this.running.keys()].map((name) => this.cancel(name)))
  }

  progress(name: string): RebuildProgress | undefined {
    return this.running.get(name)?.progress
  }

  private async alone(name: string, work: () => Promise<void>): Promise<void> {
    const { rebuilds } = this.options
    if (!rebuilds) return work()
    const letOthers = await rebuilds.take(name)
    if (!letOthers) throw new RebuildUnderWay(name)
    try {
      await work()
    } finally {
      await letOthers()
    }
  }
}
