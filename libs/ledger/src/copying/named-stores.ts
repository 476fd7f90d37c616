import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { eventStoreUrlProblem, mongoUrlProblem, prefixProblem, withoutSecrets } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { BadSettings } from '../settings.js'
import { makeFolder } from '../stores/folder.js'
import { belongingsInFiles } from '../stores/in-files.js'
import { belongingsInMongo } from '../stores/in-mongodb.js'
import { logFile, openLog } from '../stores/log.js'
import type { Belongings, Keep } from '../stores/state.js'
import { CannotOpen } from '../stores/stores.js'

/** Part of a ledger as a command line names it. */
export interface NamedStore<Store> {
  /** For people: without user and password. */
  readonly place: string
  /** @param make makes a folder where there is none. @throws CannotOpen */
  open(keep: Keep, make: boolean): Promise<Store>
}

/** @param store a connection string, or a folder. @throws BadSettings */
export function logNamed(store: string, prefix: string): NamedStore<EventStore> {
  if (!store.startsWith('esdb')) return inFolder(resolve(store), logFile, (keep, dataDir) => keep(openLog({ dataDir })))
  refuse(eventStoreUrlProblem(store), prefixProblem(prefix))
  const eventStore = { url: store, prefix }
  return onServer(`${withoutSecrets(store)}, streams ${prefix}…`, (keep) => keep(openLog({ dataDir: '', eventStore })))
}

/** @param store a connection string, or a folder. @throws BadSettings */
export function belongingsNamed(store: string): NamedStore<Belongings> {
  if (!store.startsWith('mongodb'))
    return inFolder(resolve(store), keysFile, (keep, dataDir) => belongingsInFiles(dataDir, keep))
  refuse(mongoUrlProblem(store))
  return onServer(withoutSecrets(store), (keep) => belongingsInMongo(store, keep))
}

/** Every ledger in a folder has this file from its first start on. */
const keysFile = (dataDir: string): string => join(dataDir, 'keys.sqlite')

function onServer<Store>(place: string, open: (keep: Keep) => Promise<Store>): NamedStore<Store> {
  return { place, open: (keep) => open(keep).catch(cannotOpen(place)) }
}

function inFolder<Store>(
  place: string,
  fileOf: (dataDir: string) => string,
  open: (keep: Keep, dataDir: string) => Promise<Store>,
): NamedStore<Store> {
  return {
    place,
    async open(keep, make) {
      const file = fileOf(place)
      if (!make && !existsSync(file)) throw new CannotOpen(`${place} holds no ledger: there is no ${file}`)
      const opening = makeFolder(place).then(() => open(keep, place))
      return opening.catch(cannotOpen(place))
    },
  }
}

function refuse(...problems: readonly (string | undefined)[]): void {
  const found = problems.filter((one) => one !== undefined)
  if (found.length > 0) throw new BadSettings(found)
}

const cannotOpen =
  (place: string) =>
  (error: unknown): never => {
    throw new CannotOpen(`${place} cannot be used: ${(error as Error).message}`, { cause: error })
  }
