import type { HistoryItem } from './telling.js'

/** A history as a table. */
export const historyColumns = {
  position: (one: HistoryItem) => one.position,
  recordedAt: (one: HistoryItem) => one.recordedAt,
  occurredAt: (one: HistoryItem) => one.occurredAt,
  who: (one: HistoryItem) => one.who,
  type: (one: HistoryItem) => one.type,
  words: (one: HistoryItem) => one.words,
  reason: (one: HistoryItem) => one.reason,
  approvedBy: (one: HistoryItem) => one.approval?.by,
  approvedAt: (one: HistoryItem) => one.approval?.at,
  planVersion: (one: HistoryItem) => one.approval?.planVersion,
  cause: (one: HistoryItem) => one.cause?.position,
  stream: (one: HistoryItem) => one.stream,
  revision: (one: HistoryItem) => one.revision,
  id: (one: HistoryItem) => one.id,
  source: (one: HistoryItem) => one.source,
  commandId: (one: HistoryItem) => one.commandId,
  correlationId: (one: HistoryItem) => one.correlationId,
  data: (one: HistoryItem) => JSON.stringify(one.data),
}
