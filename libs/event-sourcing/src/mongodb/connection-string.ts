import { credentialsProblem } from '../connection-string.js'
import { mongoDriver } from './driver.js'

const DEFAULT_DATABASE = 'ledger'

/** The path of a connection string; hosts and options may hold what no URL can, so it is taken apart by hand. */
export const databaseOf = (url: string): string => {
  const [, named] = /^[a-z+]+:\/\/[^/?]*\/([^?]*)/.exec(url) ?? []
  return named ? decodeURIComponent(named) : DEFAULT_DATABASE
}

/** Why a connection string of MongoDB cannot be used; undefined where it can. Nothing of the password is repeated. */
export function mongoUrlProblem(url: string): string | undefined {
  const credentials = credentialsProblem(url)
  if (credentials !== undefined) return credentials
  try {
    const { MongoClient } = mongoDriver()
    new MongoClient(url).db(databaseOf(url))
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
