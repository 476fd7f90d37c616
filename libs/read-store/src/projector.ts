import { pause, Rhythm } from '@ledger/event-sourcing'
import type { Position, StoredEvent } from '@ledger/event-sourcing'
import { foldPartitions, isUnkeyed } from './batch.js'
import type { Filling, FoldFailed } from './batch.js'
import { estimatedTotal } from './estimated-total.js'
import { pages } from './pages.js'
import { partitionOf, reachedBy } from './partitions.js'
import { replayParked } from './parking.js'
import type { Alarm, ProjectorOptions } from './projector-options.js'
import type { BuildState, Commit, ParkedKey } from './read-store.js'
import { nextBuild } from './rebuild.js'
import { Rebuilds } from './rebuilds.js'
import type { View } from './view.js'
import { inspectParked, liveBuild, statusOf } from './view-status.js'
import type { InspectedKey, ViewStatus } from './view-status.js'

const LONGEST_PAUSE_MS = 5_000
const HOUSEKEEPING_MS = 1_000
/** Where events drop in one by one, this many share a commit, or as many as come while the projector takes breath. */
const WORTH_A_COMMIT = 200
const BREATH_MS = 20

/** Keeps the live builds of all views at the end of the log: batch ▸ fold ▸ documents ▸ checkpoint. */
export class Projector {
  private readonly live = new Map<string, Filling>()
  private readonly rebuilds: Rebuilds
  private readonly partitions: number
  private readonly everything: ReadonlySet<number>
  /** The partitions that the subscription under way began with; it says nothing of others. */
  private part: ReadonlySet<number> = new Set()
  private readonly clock: () => Date
  private stopping = new AbortController()
  private restart = new AbortController()
  private running: Promise<unknown> = Promise.resolve()
  private turn: Promise<unknown> = Promise.resolve()
  private readonly keeper = new Rhythm(
    () => this.exclusively(() => this.housekeeping()).catch(this.trouble),
    HOUSEKEEPING_MS,
  )
  /** Where the subscription stands: every live build has at least what lies before. */
  private done: Position | undefined

  constructor(private readonly options: ProjectorOptions) {
    this.partitions = options.partitions ?? 1
    this.everything = new Set(Array.from({ length: this.partitions }, (_, index) => index))
    this.rebuilds = new Rebuilds(options, this.partitions, (name, switchOver) =>
      this.exclusively(async () => {
        this.live.set(name, await switchOver())
        this.restart.abort()
      }),
    )
    this.clock = options.clock ?? (() => new Date())
  }

  start(): void {
    this.stopping = new AbortController()
    this.options.share?.start(() => this.restart.abort())
    this.running = this.run()
    this.keeper.start()
  }

  /** Resolves when the views of an empty log answer. */
  readonly prepared = (): Promise<void> => this.exclusively(() => this.findLive())

  /** Finishes the batch under way. Rebuilds under way are cancelled; the next start begins them again where needed. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.restart.abort()
    await this.rebuilds.cancelAll()
    await this.keeper.stop()
    await this.running
    await this.turn.catch(() => undefined)
    await this.options.share?.stop()
  }

  /** Fills every view to the end of the log as it is now, without staying: for a command line beside or without a service. */
  async catchUp(onProgress: (done: number, total: number) => void = () => undefined): Promise<void> {
    await this.exclusively(() => this.findLive())
    const missing = this.options.views.filter(({ name }) => !this.live.has(name))
    const live = async (name: string) => {
      await this.exclusively(() => this.findLive())
      return this.live.has(name)
    }
    await allOf(missing.map(({ name }) => this.rebuilds.ensure(name, live, onProgress)))
    const head = await this.options.events.head()
    const after = await this.slowest(this.everything)
    if (head === undefined || (after ?? 0) >= head) return
    let done = 0
    for await (const page of pages(this.options.events, { after }, head)) {
      await this.exclusively(() => this.process(page, this.everything))
      done += page.length
      onProgress(done, estimatedTotal(done, after ?? 0, page.at(-1)!.position, head))
    }
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted; failures += 1) {
      this.restart = new AbortController()
      try {
        await this.exclusively(() => this.findLive())
        this.fillMissing()
        this.part = new Set([...this.everything].filter((index) => this.options.share?.has(index) ?? true))
        while (this.part.size === 0 && !this.restart.signal.aborted) await this.pause(BREATH_MS)
        this.done = await this.slowest(this.part)
        for await (const item of this.options.events.subscribe({ after: this.done, signal: this.restart.signal })) {
          failures = 0
          if (item.kind !== 'events') continue
          await this.exclusively(() => this.process(item.events, this.part))
          if (item.events.length < WORTH_A_COMMIT) await this.pause(BREATH_MS)
        }
      } catch (error) {
        this.trouble(error)
        await this.pause(Math.min(50 * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random()))
      }
    }
  }

  /** Finds the live builds; a view that is new to an empty log is live at once. */
  private async findLive(): Promise<void> {
    const { events, read, views } = this.options
    const builds = await read.builds()
    const empty = (await events.head()) === undefined
    for (const view of views) {
      const known = liveBuild(view, builds)
      if (known) this.live.set(view.name, await this.filling(view, known))
      else if (empty) this.live.set(view.name, await this.firstBuild(view, builds))
    }
  }

  private async firstBuild(view: View, builds: readonly BuildState[]): Promise<Filling> {
    const build = { view: view.name, version: view.version, build: nextBuild(view, builds) }
    await this.options.read.create(build, view.indexes)
    await this.options.read.goLive(build)
    return this.filling(view, build)
  }

  private async filling(view: View, { view: name, version, build }: Filling['build']): Promise<Filling> {
    const known = { view: name, version, build }
    const parked = await this.options.read.parked(known)
    return { view, build: known, parked: new Map(parked.map((one) => [one.key, one])) }
  }

  private fillMissing(): void {
    // Whoever stops while it starts begins nothing that would outlast it.
    if (this.stopping.signal.aborted) return
    for (const { name } of this.options.views) if (!this.live.has(name)) this.rebuilds.start(name)
  }

  /** One batch into the partitions named of all live builds: one commit. */
  private async process(stored: readonly StoredEvent[], part: ReadonlySet<number>): Promise<void> {
    const last = stored.at(-1)
    if (!last) return
    const events = (await this.options.decode(stored)).filter((one) => one !== undefined)
    const commits: Commit[] = []
    const { position: checkpoint, id: checkpointEvent } = last
    const batch = { events, checkpoint, checkpointEvent, park: (failure: FoldFailed) => this.park(failure) }
    for (const filling of this.live.values())
      commits.push(...(await foldPartitions(this.options.read, filling, batch, part, this.partitions)))
    await this.options.read.commit(commits)
    for (const { build, park = [] } of commits)
      for (const one of park) this.live.get(build.view)?.parked.set(one.key, one)
    this.done = last.position
  }

  private park({ view, key, event, message, cause }: FoldFailed): ParkedKey {
    this.alarm({ what: 'key-parked', view, key, error: cause })
    const parkedAt = this.clock().toISOString()
    return { key, position: event.position, error: message, parkedAt, waiting: 1, replayRequested: false }
  }

  /** Replays what was asked for, up to where it stands once it stands somewhere; notices a switch of another process. */
  private async housekeeping(): Promise<void> {
    const { read, views } = this.options
    const builds = await read.builds()
    for (const view of views) {
      const own = this.live.get(view.name)
      const current = liveBuild(view, builds)
      if (current && current.build !== own?.build.build) this.restart.abort()
      if (!current) this.rebuilds.takeOver(view.name)
      if (!own || current?.build !== own.build.build) continue
      for (const one of this.done === undefined ? [] : await read.parked(own.build)) {
        if (one.replayRequested && this.part.has(partitionOf(one.key, this.partitions))) await this.replay(own, one)
      }
      await this.dropOlder(own, builds)
    }
  }

  private async replay(filling: Filling, parked: ParkedKey): Promise<void> {
    const { events, read, decode } = this.options
    if (isUnkeyed(parked)) {
      // Nobody knows which keys it should have touched, and those have gone on without it: only a rebuild puts it in its place.
      await read.commit([
        { build: filling.build, partition: 'replay', writes: [], park: [{ ...parked, replayRequested: false }] },
      ])
      return void this.rebuilds.start(filling.view.name)
    }
    const again = await replayParked(events, read, decode, filling, parked, this.done ?? 0, (failure) =>
      this.park(failure),
    )
    if (again) filling.parked.set(parked.key, again)
    else filling.parked.delete(parked.key)
  }

  /** Builds of a view that an upgrade or a rebuild has left behind. */
  private async dropOlder({ view, build }: Filling, builds: readonly BuildState[]): Promise<void> {
    for (const one of builds) {
      if (
        one.view !== view.name ||
        one.version > build.version ||
        (one.version === build.version && one.build >= build.build)
      )
        continue
      if (!one.live) await this.options.read.drop(one)
    }
  }

  /** Fills a build beside the live one and switches to it. Fails on the first event that cannot be folded; the live one stays. */
  rebuild(name: string, onProgress?: (done: number, total: number) => void): Promise<void> {
    return this.rebuilds.run(name, onProgress)
  }

  /** Begins a rebuild in the background; false where one is under way. */
  startRebuild(name: string): boolean {
    return this.rebuilds.start(name)
  }

  /** Ends a rebuild and removes what it has filled; false where none is under way. */
  cancelRebuild(name: string): Promise<boolean> {
    return this.rebuilds.cancel(name)
  }

  async status(): Promise<readonly ViewStatus[]> {
    const builds = await this.options.read.builds()
    return Promise.all(
      this.options.views.map(async (view) => {
        const rebuild = this.rebuilds.progress(view.name)
        return { ...(await statusOf(view, builds, this.options, this.clock())), ...(rebuild ? { rebuild } : {}) }
      }),
    )
  }

  async parked(name: string): Promise<readonly ParkedKey[]> {
    const build = await this.liveBuild(name)
    return build ? this.options.read.parked(build) : []
  }

  /** A parked key with its document and the event that failed. */
  async inspect(name: string, key: string): Promise<InspectedKey | undefined> {
    const build = await this.liveBuild(name)
    const parked = (await this.parked(name)).find((one) => one.key === key)
    return build && parked && inspectParked(build, parked, this.options)
  }

  /** Asks for a replay of a parked key; the projector of whichever process carries it out. */
  async requestReplay(name: string, key: string): Promise<boolean> {
    const build = await this.liveBuild(name)
    return build !== undefined && this.options.read.requestReplay(build, key)
  }

  private async liveBuild(name: string): Promise<BuildState | undefined> {
    const view = this.options.views.find((one) => one.name === name)
    return view && liveBuild(view, await this.options.read.builds())
  }

  /** The position that the slowest of the partitions named has come to, of all live builds. */
  private async slowest(part: ReadonlySet<number>): Promise<Position | undefined> {
    const all = await Promise.all(
      [...this.live.values()].map(async ({ build }) => {
        const known = await this.options.read.checkpoints(build)
        return [...part].map((index) => reachedBy(index, this.partitions, known))
      }),
    )
    const reached = all.flat()
    return reached.includes(undefined) || reached.length === 0 ? undefined : Math.min(...(reached as Position[]))
  }

  /** Batches, replays and switches take turns. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work, work)
    this.turn = next.catch(() => undefined)
    return next
  }

  private readonly trouble = (error: unknown): void => this.alarm({ what: 'store-trouble', error })

  private alarm(alarm: Alarm): void {
    this.options.onAlarm?.(alarm)
  }

  private pause(ms: number): Promise<void> {
    return pause(ms, this.stopping.signal)
  }
}

/** Waits for all of them before the first that failed is told. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  for (const settled of await Promise.allSettled(works)) if (settled.status === 'rejected') throw settled.reason
}
