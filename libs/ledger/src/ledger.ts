import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { Tokens } from '@ledger/access'
import {
  Codec,
  Executor,
  Leases,
  Reactor,
  SqliteEventStore,
  SqliteOperations,
  SqlitePersonalKeys,
  States,
  Tenure,
} from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { participationReactions } from '@ledger/participation'
import { checkSameLog, Projector, ProjectorSlots, rebuildLeases, SqliteReadStore, Views } from '@ledger/read-store'
import type { ReadStore } from '@ledger/read-store'
import { SqliteWorkSpool, WorkDesk } from '@ledger/work'
import { bulkKinds, events, views } from './capabilities.js'
import { OfferClock } from './offer-clock.js'
import type { Settings } from './settings.js'

/** What somebody keeps of what went wrong or is worth knowing; pino fits. */
export interface Log {
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

/** Everything that the ledger is made of, put together; the one place that names a database. */
export interface Ledger {
  readonly settings: Settings
  readonly events: EventStore
  readonly codec: Codec
  readonly states: States
  readonly executor: Executor
  readonly read: ReadStore
  readonly projector: Projector
  readonly views: Views
  readonly work: WorkDesk
  readonly tokens: Tokens
  /** The token made just now, where this is the first start in this data folder. */
  readonly firstToken?: string
  /** Starts what runs by itself, as far as the roles of this process say so. */
  start(): void
  /** Ends it in order; nothing under way is lost. */
  close(): Promise<void>
}

/** The data folder or a file in it cannot be used; the message says why and what to do. */
export class CannotOpen extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CannotOpen'
  }
}

/** Folder by folder: Node's own `recursive` never ends where the system makes no folders, such as below /proc. */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    // Another process may have been faster.
    if (error.code !== 'EEXIST') throw error
  })
}

/** In files a second projector would only wait for the first one's commits. */
const PARTITIONS = 1

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Opens the ledger on its data folder. @throws CannotOpen */
export async function openLedger(
  settings: Settings,
  { log = silent, clock = () => new Date() }: { log?: Log; clock?: () => Date } = {},
): Promise<Ledger> {
  const opened: { close(): Promise<void> }[] = []
  const open = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const store = await opening
    opened.unshift(store)
    return store
  }
  try {
    await makeFolder(settings.dataDir)
    const file = (name: string) => join(settings.dataDir, name)
    const store = await open(SqliteEventStore.open({ file: file('events.sqlite') }))
    const keys = await open(SqlitePersonalKeys.open({ file: file('keys.sqlite') }))
    const operations = await open(SqliteOperations.open({ file: file('operations.sqlite') }))
    const spool = await open(SqliteWorkSpool.open({ file: file('work.sqlite') }))
    const read = await open(SqliteReadStore.open({ file: file('views.sqlite') }))
    await checkSameLog(store, read)
    const tokens = await Tokens.open({ dataDir: settings.dataDir })
    const firstToken = await tokens.ensureFirst()

    const codec = new Codec(events, keys)
    const states = new States(store, codec, operations.snapshots)
    const executor = new Executor(store, codec, states, operations.journal, clock)
    const onTrouble = (what: string, error: unknown) => log.error({ err: error, what }, 'a process manager had trouble')
    const leasing = {
      leases: new Leases(operations.leases),
      holder: `${hostname()} ${process.pid} ${randomUUID()}`,
      onTrouble: (error: unknown) => log.warn({ err: error }, 'a lease could not be asked for'),
    }
    const duty = new Tenure({ ...leasing, name: 'process-managers' })
    const onDuty = () => duty.held
    const { bookmarks } = operations
    const reactor = new Reactor(participationReactions, store, codec, executor, bookmarks, onTrouble, onDuty)
    const decode = (stored: Parameters<Codec['decode']>[0]) => codec.decode(stored)
    const projector = new Projector({
      events: store,
      read,
      views,
      decode,
      partitions: PARTITIONS,
      share: new ProjectorSlots({ ...leasing, partitions: PARTITIONS }),
      rebuilds: rebuildLeases(leasing),
      onAlarm: ({ error, ...alarm }) => log.error({ err: error, ...alarm }, 'a projection needs attention'),
      clock,
    })
    const readViews = new Views(read)
    const work = new WorkDesk({
      executor,
      states,
      events: store,
      spool,
      kinds: bulkKinds,
      onTrouble: (error: unknown) => onTrouble('work', error),
      onDuty,
    })
    const offers = new OfferClock(readViews, executor, clock, onTrouble, onDuty)
    const has = (role: Settings['roles'][number]) => settings.roles.includes(role)
    return {
      settings,
      events: store,
      codec,
      states,
      executor,
      read,
      projector,
      views: readViews,
      work,
      tokens,
      ...(firstToken === undefined ? {} : { firstToken }),
      start() {
        if (has('projector')) projector.start()
        if (!has('process-manager')) return
        duty.start()
        reactor.start()
        work.start()
        offers.start()
      },
      async close() {
        await Promise.all([offers.stop(), work.stop(), reactor.stop(), projector.stop()])
        await duty.stop()
        for (const one of opened) await one.close()
      },
    }
  } catch (error) {
    for (const one of opened) await one.close()
    if (error instanceof CannotOpen) throw error
    throw new CannotOpen(`${settings.dataDir} cannot be used: ${(error as Error).message}`, { cause: error })
  }
}
