import { existsSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { DEFAULT_PREFIX, eventStoreUrlProblem, prefixProblem, withoutSecrets } from '@ledger/event-sourcing'
import type { EventStore } from '@ledger/event-sourcing'
import { BadSettings } from '../settings.js'
import { makeFolder } from './folder.js'
import { logFile, openLog } from './log.js'
import { CannotOpen } from './stores.js'

/** A log as a command line names it. */
export interface NamedLog {
  /** For people: without user and password. */
  readonly place: string
  /** @param make makes the folder where there is none. @throws CannotOpen */
  open(make: boolean): Promise<EventStore>
}

/**
 * @param name a data folder, a connection string of EventStoreDB, or `EVENTSTORE_URL` for the one that the environment
 * holds: what stands on a command line can be seen by everybody on the machine.
 * @throws BadSettings
 */
export function namedLog(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  prefix?: string,
): NamedLog {
  const url = name === 'EVENTSTORE_URL' ? environment['EVENTSTORE_URL'] : name
  if (!url) throw new BadSettings([`${name} is not set`])
  return /^esdb(\+discover)?:/.test(url)
    ? onServer(url, prefix ?? (environment['EVENTSTORE_PREFIX'] || DEFAULT_PREFIX))
    : inFolder(isAbsolute(url) ? url : resolve(url))
}

function onServer(url: string, prefix: string): NamedLog {
  const problems = [eventStoreUrlProblem(url), prefixProblem(prefix)].filter((one) => one !== undefined)
  if (problems.length > 0) throw new BadSettings(problems)
  const place = `${withoutSecrets(url)}, streams ${prefix}…`
  return { place, open: () => openLog({ dataDir: '', eventStore: { url, prefix } }).catch(cannotOpen(place)) }
}

function inFolder(dataDir: string): NamedLog {
  return {
    place: dataDir,
    async open(make) {
      if (!make && !existsSync(logFile(dataDir))) throw new CannotOpen(`${dataDir} holds no log`)
      const opening = makeFolder(dataDir).then(() => openLog({ dataDir }))
      return opening.catch(cannotOpen(dataDir))
    },
  }
}

const cannotOpen =
  (place: string) =>
  (error: unknown): never => {
    throw new CannotOpen(`${place} cannot be used: ${(error as Error).message}`, { cause: error })
  }
