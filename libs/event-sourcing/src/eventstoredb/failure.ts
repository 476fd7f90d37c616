import shared from '@eventstore/db-client/generated/shared_pb.js'
import type status from '@eventstore/db-client/generated/status_pb.js'
import type { AppendRequest } from '../append-request.js'
import {
  AppendTooLarge,
  StoreUnavailable,
  StreamDeleted,
  UnknownPosition,
  WrongExpectedVersion,
} from '../event-store.js'

/** Codes of gRPC, https://grpc.io/docs/guides/status-codes/ */
const IN_WORDS: Readonly<Record<number, string>> = {
  1: 'the server ended the call',
  4: 'the server did not answer in time',
  7: 'the server does not allow this user to do that',
  8: 'the server has no room for the call',
  12: 'the server does not know this call; EventStoreDB 21.10 or newer is needed',
  13: 'the connection broke',
  14: 'the server is not reachable',
  16: 'the server does not accept this user name and password',
}
/** What is in the words of the port already. */
const SAID = [StoreUnavailable, WrongExpectedVersion, StreamDeleted, AppendTooLarge, UnknownPosition] as const
/** Nothing changes by asking again: credentials, rights, a server that is too old. */
const FINAL: readonly number[] = [7, 12, 16]

/** What the server says of a call that failed: a code, words, and a name for the exception in its metadata. */
interface CallFailed extends Error {
  readonly code: number
  readonly details?: string
  readonly metadata?: { getMap(): Record<string, unknown> }
}

/** A store that cannot be used as long as nobody changes the settings: asking again is of no use. */
class Refused extends StoreUnavailable {}

/** Whether asking again may help; what was asked for may have been done all the same. */
export const isPassing = (error: unknown): boolean => error instanceof StoreUnavailable && !(error instanceof Refused)

/** An error of a call, in the words of the port, with the client's own as its cause. */
export function failureOf(error: unknown): Error {
  if (SAID.some((kind) => error instanceof kind)) return error as Error
  if (!isCallFailed(error)) return unavailable(describe(error), error)
  if (/invalid ?position/i.test(error.details ?? '')) return new UnknownPosition()
  const exception = error.metadata?.getMap()['exception']
  if (exception === 'stream-deleted') return new StreamDeleted(String(error.metadata?.getMap()['stream-name']))
  if (exception === 'not-leader') return unavailable('the node is not the leader of its cluster', error)
  if (exception === 'access-denied') return refused(7, error)
  if (FINAL.includes(error.code)) return refused(error.code, error)
  return unavailable(
    withDetails(IN_WORDS[error.code] ?? `the call failed with code ${error.code}`, error.details),
    error,
  )
}

/** What became of an append that the server answered with an error. */
export function appendFailure(error: status.Status | undefined, { stream, expected, bytes }: AppendRequest): Error {
  const details = error?.getDetails()
  const kind = details?.getTypeName() ?? ''
  switch (kind.replace('event_store.client.', '')) {
    case 'WrongExpectedVersion': {
      const wrong = details?.unpack((from) => shared.WrongExpectedVersion.deserializeBinary(from), kind)
      return new WrongExpectedVersion(stream, expected, actualOf(wrong))
    }
    case 'StreamDeleted':
      return new StreamDeleted(stream)
    case 'MaximumAppendSizeExceeded': {
      const limit = details?.unpack((from) => shared.MaximumAppendSizeExceeded.deserializeBinary(from), kind)
      return new AppendTooLarge(bytes, limit?.getMaxappendsize() ?? 0)
    }
    case 'AccessDenied':
      return refused(7)
    case 'Timeout':
      return unavailable('the server could not write in time')
    default:
      return unavailable(withDetails('the server did not write', error?.getMessage()))
  }
}

export const unavailable = (words: string, cause?: unknown): StoreUnavailable =>
  new StoreUnavailable(`event store: ${words}`, cause === undefined ? undefined : { cause })

const refused = (code: number, cause?: unknown): Refused => new Refused(`event store: ${IN_WORDS[code]}`, { cause })

const actualOf = (wrong: shared.WrongExpectedVersion | null | undefined): number | undefined =>
  wrong?.hasCurrentStreamRevision()
    ? Number(wrong.getCurrentStreamRevision())
    : wrong?.hasCurrentNoStream()
      ? -1
      : undefined

/** What the client adds at the end and leaves empty says nothing. */
const EMPTY_NOTE = /\.? Resolution note: *$/

const withDetails = (words: string, details: string | undefined): string =>
  details ? `${words}: ${details.replace(EMPTY_NOTE, '')}` : words

const isCallFailed = (error: unknown): error is CallFailed =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error))
