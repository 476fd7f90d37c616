import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Tokens } from '@ledger/access'
import { Erasures } from '@ledger/customers'
import { Codec, Executor, Leases, Reactor, States, Tenure } from '@ledger/event-sourcing'
import type { EventStore, PersonalKeys } from '@ledger/event-sourcing'
import { participationReactions } from '@ledger/participation'
import type { Proof } from '@ledger/proof'
import { ImportDesk } from '@ledger/imports'
import { Projector, ProjectorSlots, rebuildLeases, SealedReadStore, Views } from '@ledger/read-store'
import type { ReadStore } from '@ledger/read-store'
import { Vantages } from '@ledger/time-travel'
import { WorkDesk } from '@ledger/work'
import { bulkKinds, events, views } from './capabilities.js'
import { OfferClock } from './offer-clock.js'
import { proofOver } from './proof.js'
import type { Settings } from './settings.js'
import { openStores } from './stores/stores.js'

/** What somebody keeps of what went wrong or is worth knowing; pino fits. */
export interface Log {
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

/** Everything that the ledger is made of, put together. */
export interface Ledger {
  readonly settings: Settings
  readonly events: EventStore
  readonly keys: PersonalKeys
  readonly codec: Codec
  readonly states: States
  readonly executor: Executor
  readonly read: ReadStore
  readonly projector: Projector
  readonly views: Views
  /** Today and every moment of the past, to answer questions from. */
  readonly vantages: Vantages
  readonly work: WorkDesk
  readonly imports: ImportDesk
  readonly proof: Proof
  readonly tokens: Tokens
  /** The token made just now, where this is the first start of this ledger. */
  readonly firstToken?: string
  /** Starts what runs by itself, as far as the roles of this process say so. Resolves when views that nobody has to fill answer. */
  start(): Promise<void>
  /** Ends it in order; nothing under way is lost. */
  close(): Promise<void>
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Opens the ledger on the stores that the settings name. @throws CannotOpen */
export async function openLedger(
  settings: Settings,
  { log = silent, clock = () => new Date() }: { log?: Log; clock?: () => Date } = {},
): Promise<Ledger> {
  const stores = await openStores(settings)
  const { events: store, keys, operations, spool, tokens, firstToken, partitions } = stores
  const read = new SealedReadStore(stores.read, keys, views)
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
  const { bookmarks, journal } = operations
  const imports = new ImportDesk({
    executor,
    states,
    spool: stores.uploads,
    onTrouble: (error) => onTrouble('imports', error),
    onDuty,
    clock,
  })
  const erasures = new Erasures({
    events: store,
    codec,
    executor,
    states,
    keys,
    journal,
    bookmarks,
    onTrouble: (error) => onTrouble('erasures', error),
    forgetFiles: () => imports.forgetAll(),
  })
  const reactor = new Reactor(participationReactions, store, codec, executor, bookmarks, onTrouble, onDuty)
  const decode = (stored: Parameters<Codec['decode']>[0]) => codec.decode(stored)
  const projector = new Projector({
    events: store,
    read,
    views,
    decode,
    partitions,
    share: new ProjectorSlots({ ...leasing, partitions }),
    rebuilds: rebuildLeases(leasing),
    onAlarm: ({ error, ...alarm }) => log.error({ err: error, ...alarm }, 'a projection needs attention'),
    clock,
  })
  const readViews = new Views(read)
  const { tiles } = stores.proof
  const vantages = new Vantages({ events: store, codec, keys, states, views: readViews, tiles, clock })
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
  const proof = proofOver(stores.proof, { events: store, settings, leasing, log, clock })
  const has = (role: Settings['roles'][number]) => settings.roles.includes(role)
  return {
    settings,
    events: store,
    keys,
    codec,
    states,
    executor,
    read,
    projector,
    views: readViews,
    vantages,
    work,
    imports,
    proof,
    tokens,
    ...(firstToken === undefined ? {} : { firstToken }),
    async start() {
      erasures.start()
      if (has('projector')) for (const one of [projector, proof]) one.start()
      if (has('process-manager')) for (const one of [duty, reactor, work, imports, offers]) one.start()
      // Where that fails the projector says so itself, and tries again.
      if (has('projector')) await projector.prepared().catch(() => undefined)
    },
    async close() {
      const running = [erasures, offers, work, imports, reactor, projector, proof]
      await Promise.all(running.map((one) => one.stop()))
      await duty.stop()
      await vantages.close()
      await stores.close()
    },
  }
}
