import type { EventMetadata, StoredEvent } from '@ledger/event-sourcing'

/** An event as it leaves the ledger: CloudEvents 1.0. Personal data stay as they are stored: sealed. */
export function cloudEvent({ id, type, stream, revision, position, data, metadata }: StoredEvent) {
  const known = metadata as EventMetadata
  return {
    specversion: '1.0',
    id,
    source: 'urn:campaign-ledger',
    type,
    subject: stream,
    time: known.occurredAt,
    datacontenttype: 'application/json',
    position,
    revision,
    recordedat: known.recordedAt,
    actor: known.actor,
    ...(known.reason === undefined ? {} : { reason: known.reason }),
    ...(known.source === undefined ? {} : { takenoverfrom: known.source }),
    correlationid: known.$correlationId,
    causationid: known.$causationId,
    commandid: known.commandId,
    data,
  }
}
