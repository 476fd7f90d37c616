import { erased, isErased, seal, unseal } from '@ledger/event-sourcing'
import type { PersonalKeys } from '@ledger/event-sourcing'
import { ReadStore } from '../read-store.js'
import type { Build, Commit, Entry, Page, Query, Write } from '../read-store.js'
import type { Document, View } from '../view.js'

type Fields = Readonly<Record<string, unknown>>
type Keys = ReadonlyMap<string, Buffer>

/**
 * A read store in which the personal fields of documents lie sealed with the key of the person: no file of it, no copy and
 * no earlier build ever holds them readable, so that to destroy the key is all it takes. Whoever reads finds them open,
 * or erased.
 */
export class SealedReadStore extends ReadStore {
  private readonly personal: ReadonlyMap<string, readonly string[]>
  /** The text from which a value was opened: it is written again where the value has not changed. */
  private readonly texts = new WeakMap<object, string>()

  constructor(
    private readonly inner: ReadStore,
    private readonly keys: PersonalKeys,
    views: readonly Pick<View, 'name' | 'personal'>[],
  ) {
    super()
    this.personal = new Map(views.map(({ name, personal = [] }) => [name, personal]))
  }

  async load(build: Build, keys: readonly string[]): ReturnType<ReadStore['load']> {
    const found = await this.inner.load(build, keys)
    const fields = this.fieldsOf(build)
    if (fields.length === 0) return found
    const known = await this.keys.find([...found.keys()])
    return new Map(
      [...found].map(([key, { document, position }]) => [
        key,
        { document: document && this.opened(key, document, fields, known), position },
      ]),
    )
  }

  async commit(commits: readonly Commit[]): Promise<void> {
    await this.inner.commit(await Promise.all(commits.map((one) => this.sealedCommit(one))))
  }

  async get<D extends Document>(build: Build, key: string): Promise<Entry<D> | undefined> {
    const entry = await this.inner.get<D>(build, key)
    return entry && (await this.openedEntries(build, [entry]))[0]
  }

  async find<D extends Document>(build: Build, query: Query): Promise<Page<D>> {
    const page = await this.inner.find<D>(build, query)
    return { ...page, entries: await this.openedEntries(build, page.entries) }
  }

  builds = () => this.inner.builds()
  create = (...args: Parameters<ReadStore['create']>) => this.inner.create(...args)
  goLive = (build: Build) => this.inner.goLive(build)
  drop = (build: Build) => this.inner.drop(build)
  checkpoints = (build: Build) => this.inner.checkpoints(build)
  furthest = () => this.inner.furthest()
  parked = (build: Build) => this.inner.parked(build)
  requestReplay = (build: Build, key: string) => this.inner.requestReplay(build, key)
  count: ReadStore['count'] = (build, filter) => this.inner.count(build, filter)
  /** Personal fields come as they lie there: sealed. */
  scan: ReadStore['scan'] = (build, options) => this.inner.scan(build, options)
  misfiled: ReadStore['misfiled'] = (build) => this.inner.misfiled(build)
  size: ReadStore['size'] = (build) => this.inner.size(build)
  close = () => this.inner.close()

  private fieldsOf({ view }: Build): readonly string[] {
    return this.personal.get(view) ?? []
  }

  private async sealedCommit(commit: Commit): Promise<Commit> {
    const fields = this.fieldsOf(commit.build)
    if (fields.length === 0) return commit
    const known = await this.keys.find(commit.writes.map(({ key }) => key))
    const writes = commit.writes.map((write): Write => {
      const { key, document } = write
      return document === null ? write : { ...write, document: this.sealed(key, document, fields, known) }
    })
    return { ...commit, writes }
  }

  private sealed(person: string, document: Document, fields: readonly string[], keys: Keys): Document {
    return changed(document, fields, (value, field) => {
      if (isErased(value) || isEmpty(value)) return value
      const key = keys.get(person)
      if (!key) return erased
      return this.texts.get(value as object) ?? seal(value, key, placeOf(person, field))
    })
  }

  private async openedEntries<D extends Document>(build: Build, entries: readonly Entry<D>[]): Promise<Entry<D>[]> {
    const fields = this.fieldsOf(build)
    if (fields.length === 0) return [...entries]
    const known = await this.keys.find(entries.map(({ key }) => key))
    return entries.map((entry) => ({ ...entry, document: this.opened(entry.key, entry.document, fields, known) as D }))
  }

  private opened(person: string, document: Document, fields: readonly string[], keys: Keys): Document {
    return changed(document, fields, (value, field) => {
      if (typeof value !== 'string') return value
      const open = openOrErased(value, keys.get(person), placeOf(person, field))
      if (!isErased(open)) this.texts.set(open, value)
      return open
    })
  }
}

const placeOf = (person: string, field: string): string => `${person}/${field}`

const isEmpty = (value: unknown): boolean => value === undefined || Object.keys(value as object).length === 0

function openOrErased(text: string, key: Buffer | undefined, place: string): object {
  try {
    return key ? (unseal(text, key, place) as object) : erased
  } catch {
    return erased
  }
}

function changed(document: Document, fields: readonly string[], change: (value: unknown, field: string) => unknown) {
  const known = document as Fields
  return { ...known, ...Object.fromEntries(fields.map((field) => [field, change(known[field], field)])) }
}
