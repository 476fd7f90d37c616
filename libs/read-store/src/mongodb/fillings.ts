import { randomBytes } from 'node:crypto'
import { unlessThere } from '@ledger/event-sourcing'
import type { Position } from '@ledger/event-sourcing'
import type { Collection } from 'mongodb'
import type { Build, BuildState } from '../read-store.js'

/** Where the documents of a build lie, and which of their fields stand in an index. */
export interface Place {
  readonly collection: string
  readonly fields: readonly string[]
  /** Its marks say that they are some; missing in builds of before. */
  readonly marks?: true
}

interface Checkpoint {
  readonly position: Position
  /** The id of the event there. */
  readonly event?: string
}

type KeptBuild = Place & { readonly startedAt: string; readonly checkpoints?: Readonly<Record<string, Checkpoint>> }

/** Everything of one version of a view stands in one document: a change of it is one write, and a look at it shows one moment. */
export interface ViewVersion {
  readonly _id: string
  readonly view: string
  readonly version: number
  /** The number of the build that answers. */
  readonly live?: number
  readonly builds?: Readonly<Record<`b${number}`, KeptBuild>>
}

/** The checkpoint of one partition of one build. */
export interface Reached {
  readonly build: Build
  readonly partition: string
  readonly at: Checkpoint
}

const PREFIX = 'documents_'
export const nameOf = ({ view, version, build }: Build): string => `${view}_v${version}_b${build}`
const idOf = ({ view, version }: Build): string => `${view}_v${version}`
const path = ({ build }: Build): `builds.b${number}` => `builds.b${build}`

/**
 * Which builds there are, where each has its documents and how far it has come. A number may be given again after its
 * build was dropped; the collection never is, so that whoever still fills the dropped one cannot reach its successor.
 */
export class Fillings {
  private readonly places = new Map<string, Place>()

  constructor(private readonly versions: Collection<ViewVersion>) {}

  async all(): Promise<readonly BuildState[]> {
    const versions = await this.versions.find().toArray()
    return versions
      .flatMap(({ view, version, live, builds = {} }) =>
        Object.entries(builds).map(([name, { startedAt }]) => {
          const build = Number(name.slice(1))
          return { view, version, build, live: build === live, startedAt }
        }),
      )
      .toSorted((a, b) => compare(a.view, b.view) || a.version - b.version || a.build - b.build)
  }

  /** Enters a build, with a place for its documents, unless it is there; whether it did. */
  async enter(build: Build, fields: readonly string[]): Promise<boolean> {
    const { view, version } = build
    await unlessThere(() =>
      this.versions.updateOne({ _id: idOf(build) }, { $setOnInsert: { view, version } }, { upsert: true }),
    )
    const collection = `${PREFIX}${nameOf(build)}_${randomBytes(6).toString('hex')}`
    const kept: KeptBuild = { collection, fields, marks: true, startedAt: new Date().toISOString() }
    const missing = { _id: idOf(build), [path(build)]: { $exists: false } }
    const { matchedCount } = await this.versions.updateOne(missing, { $set: { [path(build)]: kept } })
    this.places.delete(nameOf(build))
    return matchedCount > 0
  }

  /** @throws Error where there is no such build */
  async place(build: Build): Promise<Place> {
    const known = this.places.get(nameOf(build))
    if (known) return known
    const kept = await this.kept(build)
    if (!kept) throw gone(build)
    const { collection, fields, marks } = kept
    const place = { collection, fields, ...(marks ? { marks } : {}) }
    this.places.set(nameOf(build), place)
    return place
  }

  async checkpoints(build: Build): Promise<ReadonlyMap<string, Position>> {
    const known = Object.entries((await this.kept(build))?.checkpoints ?? {})
    return new Map(known.map(([partition, { position }]) => [partition, position]))
  }

  async furthest(): Promise<{ position: Position; event: string } | undefined> {
    const versions = await this.versions.find().toArray()
    return versions
      .flatMap(({ builds = {} }) => Object.values(builds))
      .flatMap(({ checkpoints = {} }) => Object.values(checkpoints))
      .flatMap(({ position, event }) => (event === undefined ? [] : [{ position, event }]))
      .toSorted((one, other) => other.position - one.position)[0]
  }

  /** None goes back. @throws Error where one of the builds was dropped meanwhile, also if there is another of its number. */
  async reach(reached: readonly Reached[]): Promise<void> {
    if (reached.length === 0) return
    const operations = await Promise.all(
      reached.map(async ({ build, partition, at }) => {
        const place = `${path(build)}.checkpoints.${partition}`
        const behind = [{ [place]: { $exists: false } }, { [`${place}.position`]: { $lt: at.position } }]
        return {
          updateOne: { filter: { ...(await this.same(build)), $or: behind }, update: { $set: { [place]: at } } },
        }
      }),
    )
    const { matchedCount } = await this.versions.bulkWrite(operations, { ordered: false })
    if (matchedCount === operations.length) return
    // Others may have come further; or the build is gone.
    for (const { build } of reached)
      if (!(await this.versions.findOne(await this.same(build), { projection: { _id: 1 } }))) throw gone(build)
  }

  /** @throws Error where it was dropped meanwhile */
  async goLive(build: Build): Promise<void> {
    const { matchedCount } = await this.versions.updateOne(await this.same(build), { $set: { live: build.build } })
    if (matchedCount === 0) throw gone(build)
  }

  /** The collections that belonged to it are nobody's afterwards. @throws Error where it is live */
  async remove(build: Build): Promise<void> {
    const filter = { _id: idOf(build), live: { $ne: build.build } }
    const { matchedCount } = await this.versions.updateOne(filter, { $unset: { [path(build)]: '' } })
    this.places.delete(nameOf(build))
    if (matchedCount === 0 && (await this.kept(build)))
      throw new Error(`${nameOf(build)} is live and cannot be dropped`)
  }

  /** Those of the names given, listed before, that belong to no build: of dropped ones, with what came late. */
  async unclaimed(collections: readonly string[]): Promise<readonly string[]> {
    const versions = await this.versions.find().toArray()
    const claimed = new Set(
      versions.flatMap(({ builds = {} }) => Object.values(builds).map(({ collection }) => collection)),
    )
    return collections.filter((one) => one.startsWith(PREFIX) && !claimed.has(one))
  }

  private async kept(build: Build): Promise<KeptBuild | undefined> {
    return (await this.versions.findOne({ _id: idOf(build) }))?.builds?.[`b${build.build}`]
  }

  private async same(build: Build) {
    return { _id: idOf(build), [`${path(build)}.collection`]: (await this.place(build)).collection }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const gone = (build: Build) => new Error(`there is no build ${nameOf(build)} any more`)
