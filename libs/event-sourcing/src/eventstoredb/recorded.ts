import type shared from '@eventstore/db-client/generated/shared_pb.js'
import type streams from '@eventstore/db-client/generated/streams_pb.js'
import type { Position } from '../event.js'
import type { EventFilter, StoredEvent } from '../event-store.js'
import { StoreUnavailable } from '../event-store.js'
import type { StreamNames } from './stream-names.js'

type ReadEvent = streams.ReadResp.ReadEvent

const utf8 = new TextDecoder()
const JSON_CONTENT = 'application/json'

/** Gives back an event of ours that the filter wants, undefined for any other: the server filters only roughly, or not at all. */
export type Wanted = (event: ReadEvent) => StoredEvent | undefined

export function wanted(names: StreamNames, filter: EventFilter | undefined): Wanted {
  const types = filter && 'types' in filter ? new Set(filter.types) : undefined
  const prefixes = filter && 'streamPrefixes' in filter ? filter.streamPrefixes : ['']
  const mentioning = filter && 'mentioning' in filter ? filter.mentioning : undefined
  const mentioned = mentioning === undefined ? undefined : JSON.stringify(mentioning)
  return (event) => {
    const recorded = event.getEvent()
    const stream = recorded && names.inside(nameOf(recorded.getStreamIdentifier()))
    if (!recorded || stream === undefined || !prefixes.some((one) => stream.startsWith(one))) return undefined
    const type = recorded.getMetadataMap().get('type') ?? ''
    if (mentioned !== undefined && !utf8.decode(recorded.getData_asU8()).includes(mentioned)) return undefined
    // Links ($>) and whatever else the server itself has written.
    if (type.startsWith('$') || (types && !types.has(type))) return undefined
    return storedEvent(recorded, stream, type)
  }
}

function storedEvent(recorded: streams.ReadResp.ReadEvent.RecordedEvent, stream: string, type: string): StoredEvent {
  return {
    id: recorded.getId()?.getString() ?? '',
    type,
    stream,
    revision: Number(recorded.getStreamRevision()),
    position: positionOf(recorded.getCommitPosition(), recorded.getPreparePosition()),
    data: recorded.getMetadataMap().get('content-type') === JSON_CONTENT ? json(recorded.getData_asU8()) : null,
    metadata: json(recorded.getCustomMetadata_asU8()),
  }
}

/**
 * One number for commit and prepare, which are the same for every event that is not part of an explicit transaction.
 * @throws StoreUnavailable for any other place: it is refused instead of rounded
 */
export function positionOf(commit: string, prepare: string): Position {
  const position = Number(commit)
  if (commit === prepare && Number.isSafeInteger(position)) return position
  throw new StoreUnavailable(`event store: commit ${commit} / prepare ${prepare} is no position that a ledger can keep`)
}

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  utf8.decode(identifier?.getStreamName_asU8())

/** What is not JSON was written by somebody else under our prefix: null, as is what is missing. */
function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown
  } catch {
    return null
  }
}
