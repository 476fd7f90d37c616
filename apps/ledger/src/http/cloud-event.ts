import type { EventMetadata, StoredEvent } from '@ledger/event-sourcing'

/** An event as it leaves the ledger: CloudEvents 1.0. Personal data stay as they are stored: sealed. */
export interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  /** The name of the event with its version: `CampaignApproved.v1`. */
  readonly type: string
  /** The stream that it belongs to. */
  readonly subject: string
  /** When it happened in the world. */
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly position: number
  readonly revision: number
  /** When the ledger learned of it. */
  readonly recordedat: string
  readonly actor: string
  readonly reason?: string
  /** The named source that it was taken over from. */
  readonly takenoverfrom?: string
  readonly correlationid: string
  readonly causationid: string
  readonly commandid: string
  readonly data: unknown
}

export function cloudEvent({ id, type, stream, revision, position, data, metadata }: StoredEvent): CloudEvent {
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
