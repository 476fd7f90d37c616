import { isAbsolute, resolve } from 'node:path'
import { DEFAULT_PREFIX, eventStoreUrlProblem, mongoUrlProblem, prefixProblem } from '@ledger/event-sourcing'
import type { ProofSettings } from '@ledger/proof'
import { proofSettingsFrom } from './proof-settings.js'

export const processRoles = ['api', 'projector', 'process-manager'] as const
export type ProcessRole = (typeof processRoles)[number]

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** How the service was set up. `docs/reference/settings.md` is the table for people. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly dataDir: string
  /** The server of the log, and what its streams begin with there; the log is in the data folder where there is none. */
  readonly eventStore?: { readonly url: string; readonly prefix: string }
  /** The server of everything beside the log; all of that is in the data folder where there is none. */
  readonly mongoUrl?: string
  readonly roles: readonly ProcessRole[]
  /** How long a request may take to arrive. */
  readonly requestTimeoutMs: number
  readonly logLevel: (typeof logLevels)[number]
  /** Log and views are looked at as they were found, wherever the files come from: nothing in them is made again first. */
  readonly asFound?: boolean
  readonly proof: ProofSettings
}

/** A setting that cannot be used, said so that whoever set it knows what to write. */
export class BadSettings extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'BadSettings'
  }
}

/** Reads the settings of a process from its environment. @throws BadSettings with everything that is wrong. */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = []
  const {
    PORT = '8080',
    HOST = '127.0.0.1',
    DATA_DIR = 'data',
    ROLES = processRoles.join(','),
    LOG_LEVEL = 'warn',
    REQUEST_TIMEOUT = '60',
    EVENTSTORE_URL,
    EVENTSTORE_PREFIX = DEFAULT_PREFIX,
    MONGODB_URL,
  } = filled(environment)
  const port = /^\d{1,5}$/.test(PORT) ? Number(PORT) : -1
  if (port < 0 || port > 65_535) problems.push(`PORT must be a number from 0 to 65535, not ${JSON.stringify(PORT)}`)
  const seconds = /^\d{1,4}$/.test(REQUEST_TIMEOUT) ? Number(REQUEST_TIMEOUT) : 0
  if (seconds < 1 || seconds > 3_600)
    problems.push(`REQUEST_TIMEOUT must be a number of seconds from 1 to 3600, not ${JSON.stringify(REQUEST_TIMEOUT)}`)
  const roles = ROLES.split(',').map((role) => role.trim())
  const strange = roles.filter((role) => !(processRoles as readonly string[]).includes(role))
  if (strange.length > 0)
    problems.push(`ROLES must be some of ${processRoles.join(',')}; ${strange.join(', ') || 'nothing'} is none of them`)
  if (!(logLevels as readonly string[]).includes(LOG_LEVEL))
    problems.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}`)
  const proof = proofSettingsFrom(filled(environment), problems)
  problems.push(...problemsOfStores({ EVENTSTORE_URL, EVENTSTORE_PREFIX, MONGODB_URL }))
  if (problems.length > 0) throw new BadSettings(problems)
  return {
    port,
    host: HOST,
    dataDir: isAbsolute(DATA_DIR) ? DATA_DIR : resolve(DATA_DIR),
    ...(EVENTSTORE_URL === undefined ? {} : { eventStore: { url: EVENTSTORE_URL, prefix: EVENTSTORE_PREFIX } }),
    ...(MONGODB_URL === undefined ? {} : { mongoUrl: MONGODB_URL }),
    roles: roles as ProcessRole[],
    requestTimeoutMs: seconds * 1_000,
    logLevel: LOG_LEVEL as Settings['logLevel'],
    proof,
  }
}

interface StoreVariables {
  readonly EVENTSTORE_URL: string | undefined
  readonly EVENTSTORE_PREFIX: string
  readonly MONGODB_URL: string | undefined
}

function problemsOfStores({ EVENTSTORE_URL, EVENTSTORE_PREFIX, MONGODB_URL }: StoreVariables): readonly string[] {
  const wrong = (name: string, example: string, problem: string | undefined) =>
    problem === undefined ? [] : [`${name} must be such as ${example}: ${problem}`]
  return [
    ...wrong('EVENTSTORE_URL', 'esdb://host:2113?tls=true', EVENTSTORE_URL && eventStoreUrlProblem(EVENTSTORE_URL)),
    ...wrong('EVENTSTORE_PREFIX', DEFAULT_PREFIX, prefixProblem(EVENTSTORE_PREFIX)),
    ...wrong('MONGODB_URL', 'mongodb://host:27017/ledger', MONGODB_URL && mongoUrlProblem(MONGODB_URL)),
  ]
}

/** A variable that is set to nothing is not set. */
const filled = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]))
