import { credentialsProblem, optionsOf } from '../connection-string.js'
import { client } from './client.js'

/** The client passes over an option that it does not know, and prints the whole string with the password while it does. */
const OPTIONS: readonly string[] = [
  'connectionName',
  'defaultDeadline',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'maxDiscoverAttempts',
  'nodePreference',
  'throwOnAppendFailure',
  'tls',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
]
const known = new Set(OPTIONS.map((one) => one.toLowerCase()))

/** What the client says of a string that it cannot read: the place, and what should stand there. */
interface ParseError {
  readonly expected: string
  readonly location: readonly [from: number, to: number]
}

const isParseError = (error: unknown): error is ParseError =>
  typeof error === 'object' && error !== null && 'expected' in error && 'location' in error

/** Why a connection string of EventStoreDB cannot be used; undefined where it can. Nothing of the password is repeated. */
export function eventStoreUrlProblem(url: string): string | undefined {
  const strange = optionsOf(url).find((one) => !known.has(one.toLowerCase().replaceAll(/[_-]/g, '')))
  if (strange?.toLowerCase() === 'tlsverifycert')
    return 'certificates are always verified: leave tlsVerifyCert out, and name a CA of your own with tlsCAFile'
  if (strange !== undefined) return `there is no option ${strange}; there are ${OPTIONS.join(', ')}`
  return credentialsProblem(url) ?? whatTheClientSays(url)
}

function whatTheClientSays(url: string): string | undefined {
  try {
    client().EventStoreDBClient.connectionString(url)
    return undefined
  } catch (error) {
    if (isParseError(error)) return `${error.expected} is expected at its character ${error.location[0] + 1}`
    return error instanceof Error ? error.message : String(error)
  }
}
