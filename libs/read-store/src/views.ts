import type { Position } from '@ledger/event-sourcing'
import { isUnkeyed } from './batch.js'
import { contiguous } from './partitions.js'
import { NotYetFresh, ViewNotReady } from './errors.js'
import type { Build, Entry, Filter, Page, Query, ReadStore, ScanOptions } from './read-store.js'
import type { Document, View } from './view.js'
import { liveBuild } from './view-status.js'

/** The documents of the live build of a view. */
export interface Documents<D extends Document> {
  get(key: string): Promise<Entry<D> | undefined>
  /** A document with how far it speaks of the log; undefined where nobody can say that. */
  known(key: string): Promise<KnownDocument<D> | undefined>
  find(query: Query): Promise<Page<D>>
  count(filter?: Filter): Promise<number>
  scan(options: ScanOptions): AsyncIterable<readonly (readonly unknown[])[]>
}

export interface KnownDocument<D extends Document> {
  /** Missing where nothing is known of the key. */
  readonly document?: D
  /** Whatever stands up to here and concerns the key is folded into the document. */
  readonly through: Position
}

const POLL_MS = 10

/** What questions are answered from: every view by its live build, whichever that is at the moment. */
export class Views {
  constructor(private readonly read: ReadStore) {}

  of<D extends Document>(view: View<D, never>): Documents<D> {
    const live = () => this.live(view)
    const { read } = this
    return {
      get: async (key) => read.get<D>(await live(), key),
      known: async (key) => {
        const build = await this.findLive(view)
        return build && this.known<D>(build, key)
      },
      find: async (query) => read.find<D>(await live(), query),
      count: async (filter) => read.count(await live(), filter),
      async *scan(options) {
        yield* read.scan(await live(), options)
      },
    }
  }

  /** Waits until the view shows what lies at a position and before. @throws NotYetFresh */
  async waitFor(view: View<Document, never>, position: Position, timeoutMs: number): Promise<void> {
    const until = performance.now() + timeoutMs
    for (;;) {
      const build = await this.findLive(view)
      const at = build && contiguous(await this.read.checkpoints(build))
      if (at !== undefined && at >= position) return
      if (performance.now() > until) throw new NotYetFresh(view.name, position)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  /** Names of those views that nobody can ask yet: they are being filled. */
  async notReady(views: readonly View[]): Promise<readonly string[]> {
    const builds = await this.read.builds()
    return views.filter((view) => !liveBuild(view, builds)).map(({ name }) => name)
  }

  private async known<D extends Document>(build: Build, key: string): Promise<KnownDocument<D> | undefined> {
    // In this order: what is read later holds all that lies before the checkpoint, unless it is parked.
    const checkpoint = contiguous(await this.read.checkpoints(build))
    const parked = await this.read.parked(build)
    if (checkpoint === undefined || parked.some((one) => one.key === key || isUnkeyed(one))) return undefined
    const entry = await this.read.get<D>(build, key)
    return { ...(entry && { document: entry.document }), through: Math.max(checkpoint, entry?.position ?? 0) }
  }

  private async live(view: View<Document, never>): Promise<Build> {
    const build = await this.findLive(view)
    if (!build) throw new ViewNotReady(view.name)
    return build
  }

  private async findLive(view: View<Document, never>): Promise<Build | undefined> {
    return liveBuild(view, await this.read.builds())
  }
}
