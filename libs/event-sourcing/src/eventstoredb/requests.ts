import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { SerialisedEvent } from '../append-request.js'
import type { Position } from '../event.js'
import type { ExpectedRevision } from '../event-store.js'
import type { ServerFilter } from './stream-names.js'

export type Direction = 'forwards' | 'backwards'

const { ReadReq, BatchAppendReq } = streams
const { Options } = ReadReq
const { Empty, StreamIdentifier, UUID } = shared
const utf8 = new TextEncoder()

/** How many events the server looks at before it tells how far it has come; its own default of 32 is slow where few are wanted. */
const SEARCH_WINDOW = 1_000
/** The server counts what we pass over, too; a reader leaves when it has enough. */
const EVERYTHING = String(Number.MAX_SAFE_INTEGER)
/** A message to the server may have 4 MiB. */
const MESSAGE_BYTES = 2 * 1_048_576
/** What an event weighs in a message beside its data: id, content type, lengths. */
const FRAME_BYTES = 160

/** Events of a stream from a revision on, including it; from the start or, backwards, from the end where none is given. */
export function readOfStream(stream: string, from: number | undefined, direction: Direction) {
  const of = new Options.StreamOptions()
  of.setStreamIdentifier(identifier(stream))
  if (from !== undefined) of.setRevision(String(from))
  else if (direction === 'forwards') of.setStart(new Empty())
  else of.setEnd(new Empty())
  return request((options) => {
    options.setStream(of)
    options.setNoFilter(new Empty())
    options.setCount(EVERYTHING)
    options.setReadDirection(direction === 'forwards' ? 0 : 1)
  })
}

/** The first event of the server or, backwards, its last, whosever it is. */
export const readOfEnd = (direction: Direction) =>
  request((options) => {
    options.setAll(allFrom(undefined, direction))
    options.setNoFilter(new Empty())
    options.setCount('1')
    options.setReadDirection(direction === 'forwards' ? 0 : 1)
  })

/** Events of all streams from a position on, including it. */
export function readOfAll(from: Position | undefined, direction: Direction, filter: ServerFilter) {
  return request((options) => {
    options.setAll(allFrom(from, direction))
    options.setFilter(filterOptions(filter))
    options.setCount(EVERYTHING)
    options.setReadDirection(direction === 'forwards' ? 0 : 1)
  })
}

/** Events of all streams after a position, for ever. */
export function subscriptionToAll(after: Position | undefined, filter: ServerFilter) {
  return request((options) => {
    options.setAll(allFrom(after, 'forwards'))
    options.setFilter(filterOptions(filter))
    options.setSubscription(new Options.SubscriptionOptions())
  })
}

/** One append, in as many messages as it needs; the last one is marked. */
export function* appendMessages(
  id: string,
  stream: string,
  expected: ExpectedRevision,
  events: readonly SerialisedEvent[],
) {
  let message = new BatchAppendReq()
  message.setOptions(appendOptions(stream, expected))
  let bytes = 0
  for (const event of events) {
    const weight = FRAME_BYTES + event.data.length + event.metadata.length + event.type.length
    if (bytes > 0 && bytes + weight > MESSAGE_BYTES) {
      yield message.setCorrelationId(uuid(id))
      message = new BatchAppendReq()
      bytes = 0
    }
    message.addProposedMessages(proposed(event))
    bytes += weight
  }
  yield message.setCorrelationId(uuid(id)).setIsFinal(true)
}

function request(fill: (options: streams.ReadReq.Options) => void): streams.ReadReq {
  const options = new Options()
  const ids = new Options.UUIDOption()
  ids.setString(new Empty())
  options.setUuidOption(ids)
  // A link is an event of its own; the one it leads to comes by itself.
  options.setResolveLinks(false)
  fill(options)
  return new ReadReq().setOptions(options)
}

function allFrom(from: Position | undefined, direction: Direction) {
  const all = new Options.AllOptions()
  if (from === undefined) return direction === 'forwards' ? all.setStart(new Empty()) : all.setEnd(new Empty())
  return all.setPosition(new Options.Position().setCommitPosition(String(from)).setPreparePosition(String(from)))
}

function filterOptions({ on, prefixes }: ServerFilter) {
  const expression = new Options.FilterOptions.Expression().setPrefixList([...prefixes])
  const filter = new Options.FilterOptions().setMax(SEARCH_WINDOW).setCheckpointintervalmultiplier(1_000)
  return on === 'stream' ? filter.setStreamIdentifier(expression) : filter.setEventType(expression)
}

function appendOptions(stream: string, expected: ExpectedRevision) {
  const options = new BatchAppendReq.Options().setStreamIdentifier(identifier(stream))
  switch (expected) {
    case 'any':
      return options.setAny(new Empty())
    case 'no_stream':
      return options.setNoStream(new Empty())
    case 'stream_exists':
      return options.setStreamExists(new Empty())
    default:
      return options.setStreamPosition(String(expected))
  }
}

function proposed({ id, type, data, metadata }: SerialisedEvent) {
  const message = new BatchAppendReq.ProposedMessage()
  message.setId(uuid(id)).setData(utf8.encode(data)).setCustomMetadata(utf8.encode(metadata))
  message.getMetadataMap().set('type', type).set('content-type', 'application/json')
  return message
}

const identifier = (stream: string) => new StreamIdentifier().setStreamName(utf8.encode(stream))
const uuid = (id: string) => new UUID().setString(id)
