import { StoreUnavailable } from '@ledger/event-sourcing'
import { ReadStore } from '../src/read-store.js'
import type { Commit } from '../src/read-store.js'

/**
 * What becomes of one write: it is lost; it is made and the answer is lost; it comes late; or the process falls asleep
 * before it, until it is woken, and then goes on as if nothing had been.
 */
export type Fault = 'lost' | 'unanswered' | 'late' | 'asleep'

const LATE_MS = 3

/**
 * A store without transactions: every document, every parked key and every checkpoint is a write of its own, and one of
 * them meets a fault. After a fault that is an error nothing more is written, as when the process dies.
 */
export class FaultyReadStore extends ReadStore {
  private writes = 0
  private readonly waking = Promise.withResolvers<void>()
  private readonly sleeping = Promise.withResolvers<void>()
  /** Resolves when the process has fallen asleep. */
  readonly asleep = this.sleeping.promise

  /** @param at which write the fault strikes, from 0 */
  constructor(
    private readonly inner: ReadStore,
    private readonly fault: Fault,
    private readonly at: number,
  ) {
    super()
  }

  wake(): void {
    this.waking.resolve()
  }

  async commit(commits: readonly Commit[]): Promise<void> {
    for (const commit of commits) for (const one of singleWrites(commit)) await this.write(one)
  }

  private async write(commit: Commit): Promise<void> {
    const strikes = this.writes++ === this.at
    if (strikes && this.fault === 'lost') throw new StoreUnavailable('nobody answers')
    if (strikes && this.fault === 'late') await new Promise((resolve) => setTimeout(resolve, LATE_MS))
    if (strikes && this.fault === 'asleep') {
      this.sleeping.resolve()
      await this.waking.promise
    }
    await this.inner.commit([commit])
    if (strikes && this.fault === 'unanswered') throw new StoreUnavailable('the answer got lost')
  }

  builds = () => this.inner.builds()
  create = (...args: Parameters<ReadStore['create']>) => this.inner.create(...args)
  goLive = (...args: Parameters<ReadStore['goLive']>) => this.inner.goLive(...args)
  drop = (...args: Parameters<ReadStore['drop']>) => this.inner.drop(...args)
  load = (...args: Parameters<ReadStore['load']>) => this.inner.load(...args)
  checkpoints = (...args: Parameters<ReadStore['checkpoints']>) => this.inner.checkpoints(...args)
  furthest = () => this.inner.furthest()
  parked = (...args: Parameters<ReadStore['parked']>) => this.inner.parked(...args)
  requestReplay = (...args: Parameters<ReadStore['requestReplay']>) => this.inner.requestReplay(...args)
  get: ReadStore['get'] = (build, key) => this.inner.get(build, key)
  find: ReadStore['find'] = (build, query) => this.inner.find(build, query)
  count: ReadStore['count'] = (build, filter) => this.inner.count(build, filter)
  scan: ReadStore['scan'] = (build, options) => this.inner.scan(build, options)
  misfiled: ReadStore['misfiled'] = (build) => this.inner.misfiled(build)
  size: ReadStore['size'] = (build) => this.inner.size(build)
  close = () => this.inner.close()
}

/** In the order that the port names: documents, what is parked, the checkpoint. */
function* singleWrites({
  build,
  partition,
  writes,
  park = [],
  unpark = [],
  checkpoint,
  checkpointEvent,
}: Commit): Iterable<Commit> {
  const nothing = { build, partition, writes: [] }
  for (const one of writes) yield { ...nothing, writes: [one] }
  for (const one of park) yield { ...nothing, park: [one] }
  for (const one of unpark) yield { ...nothing, unpark: [one] }
  if (checkpoint !== undefined) yield { ...nothing, checkpoint, ...(checkpointEvent ? { checkpointEvent } : {}) }
}
