import { isNativeError } from 'node:util/types'
import type { MongoError } from 'mongodb'
import { StoreUnavailable } from '../event-store.js'
import { mongoDriver } from './driver.js'

const DUPLICATE_KEY = 11_000
/** Codes that a server answers with: https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const IN_WORDS: Readonly<Record<number, string>> = {
  13: 'this user may not read and write the database',
  18: 'user name or password was not accepted',
  64: 'a majority of the replica set did not confirm the write in time',
  91: 'the server is shutting down',
  189: 'the primary stepped down',
  8000: 'user name or password was not accepted',
  10_107: 'this server is not the primary, and no other one was found',
  11_600: 'the server is shutting down',
  11_602: 'the primary stepped down',
  13_435: 'this server is not the primary, and no other one was found',
  13_436: 'the server is still recovering',
  14_031: 'the disk is full',
}

/** Of a write that failed, alone or as one of many. */
export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY

function inWords(error: MongoError): string {
  const { MongoNetworkError, MongoServerError, MongoServerSelectionError } = mongoDriver()
  const code = Number(error.code)
  if (IN_WORDS[code] !== undefined) return IN_WORDS[code]
  const refused = error.cause instanceof MongoServerError ? IN_WORDS[Number(error.cause.code)] : undefined
  if (refused !== undefined) return refused
  if (error instanceof MongoServerSelectionError) return `no server can be reached (${error.message})`
  if (error instanceof MongoNetworkError) return `the connection was lost (${error.message})`
  return error.message
}

/** The driver hands on what Node says of a socket that has just gone. */
const OF_A_SOCKET = /^(E[A-Z]+|ERR_(SOCKET|STREAM|SSL|TLS)_\w+)$/

const isOfASocket = (error: unknown): error is NodeJS.ErrnoException =>
  isNativeError(error) && 'code' in error && typeof error.code === 'string' && OF_A_SOCKET.test(error.code)

/** What went wrong, for the caller, with the driver's own error as its cause. Other errors are passed through. */
export function mongoFailure(error: unknown): unknown {
  if (error instanceof mongoDriver().MongoError)
    return new StoreUnavailable(`MongoDB: ${inWords(error)}`, { cause: error })
  if (!isOfASocket(error)) return error
  return new StoreUnavailable(`MongoDB: the connection was lost (${error.message})`, { cause: error })
}

/** What no work takes, since each of its calls has an end of its own; a call that the driver has lost has none. */
const LONGEST_MS = 60_000

/** Does work on the database. @throws StoreUnavailable where the server cannot be reached or could not do it, in time. */
export async function asked<T>(work: () => Promise<T>, longestMs = LONGEST_MS): Promise<T> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>()
  const late = () => reject(new StoreUnavailable(`MongoDB: no answer within ${longestMs} ms`))
  const timer = setTimeout(late, longestMs)
  try {
    return await Promise.race([work(), tooLong])
  } catch (error) {
    throw mongoFailure(error)
  } finally {
    clearTimeout(timer)
  }
}

/** An upsert that meets another one of the same key, or a document that its filter keeps out. */
export async function unlessThere(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
