import { existsSync } from 'node:fs'
import { withoutSecrets } from '@ledger/event-sourcing'
import type { Settings } from '../settings.js'
import { logFile } from './log.js'

/** Where log and views lie, for people to read: folders, and addresses of servers without user and password. */
export function placesOf({ dataDir, eventStore, mongoUrl }: Settings): {
  readonly log: string
  readonly views: string
} {
  return {
    log: eventStore ? `${withoutSecrets(eventStore.url)}, streams ${eventStore.prefix}…` : dataDir,
    views: mongoUrl === undefined ? dataDir : withoutSecrets(mongoUrl),
  }
}

/** Whether there is a ledger to work on. A server says so when it is asked; a mistyped folder must not become a new ledger. */
export const ledgerIsThere = ({ dataDir, eventStore }: Settings): boolean =>
  eventStore !== undefined || existsSync(logFile(dataDir))
