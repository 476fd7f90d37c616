import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import Negotiator from 'negotiator'
import type { Document, Entry, Query } from '@ledger/read-store'
import { harmless } from '@ledger/values'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Heading → what stands below it. */
export type Columns = Readonly<Record<string, (item: never) => string | number | boolean | null | undefined>>

export type ExportType = 'text/csv' | 'application/x-ndjson'

/** The whole as a file, where the Accept header prefers one of the two forms to JSON. */
export function exportType(request: FastifyRequest): ExportType | undefined {
  const wanted = new Negotiator(request.raw).mediaType(['application/json', 'text/csv', 'application/x-ndjson'])
  return wanted === 'text/csv' || wanted === 'application/x-ndjson' ? wanted : undefined
}

interface Pages<D extends Document> {
  find(query: Query): Promise<{ entries: readonly Entry<D>[]; next?: string }>
}

/** Everything that matches, page by page, so that memory stays flat whatever its size. */
export async function* exported<D extends Document>(
  documents: Pages<D>,
  query: Pick<Query, 'filter' | 'sort'>,
  { present }: { present: (entry: Entry<D>) => object },
): AsyncIterable<object> {
  for (let cursor: string | undefined; ;) {
    const page = await documents.find({ ...query, limit: 1_000, ...(cursor === undefined ? {} : { cursor }) })
    for (const entry of page.entries) yield present(entry)
    if (page.next === undefined) return
    cursor = page.next
  }
}

/** Streams items as CSV (cells that a spreadsheet would take for formulas are defused) or as one JSON text a line. */
export async function sendExport(
  reply: FastifyReply,
  type: ExportType,
  name: string,
  items: AsyncIterable<object> | Iterable<object>,
  columns: Columns,
): Promise<void> {
  const file = `${name}.${type === 'text/csv' ? 'csv' : 'ndjson'}`
  void reply.type(`${type}; charset=utf-8`).header('content-disposition', `attachment; filename="${file}"`)
  await reply.send(type === 'text/csv' ? csv(items, columns) : ndjson(items))
}

export const ndjson = (items: AsyncIterable<object> | Iterable<object>): Readable =>
  Readable.from(
    (async function* () {
      for await (const item of items) yield `${JSON.stringify(item)}\n`
    })(),
  )

export function csv(items: AsyncIterable<object> | Iterable<object>, columns: Columns): Readable {
  const cells = Object.values(columns) as unknown as readonly ((item: object) => unknown)[]
  const rows = (async function* () {
    for await (const item of items) yield cells.map((cell) => cell(item) ?? '')
  })()
  const lines = stringify({
    header: true,
    columns: Object.keys(columns),
    cast: { boolean: String, string: harmless },
  })
  // A download that is broken off lets go of what is read for it, too; what goes wrong is told at the lines.
  return pipeline(Readable.from(rows), lines, () => undefined)
}
