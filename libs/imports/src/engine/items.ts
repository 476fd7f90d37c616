import { Scratch } from '../grouping/scratch.js'
import { Contradiction, mergeRows } from '../mapping/merge-rows.js'
import type { MappedRow, Values } from '../mapping/row-mapper.js'
import type { Cell, FileRow } from '../reading/records.js'
import type { Reject } from './import-report.js'
import type { PreparedFile } from './prepare-import.js'

/** One thing of a file: a row, or the rows of a group. */
export interface Item {
  readonly values: Values
  readonly identity: readonly string[]
  /** Which time this identity comes in the file, where that is counted; else 1. */
  readonly time: number
  readonly rows: readonly ItemRow[]
}

export interface ItemRow {
  readonly line: number
  readonly cells: readonly Cell[]
}

/** Told of what becomes of rows on the way. */
export interface RowListener {
  row(): void
  passedOver(): void
  rejected(reject: Omit<Reject, 'file'>): void
  /** Bytes of the file that are done with. */
  bytes(count: number): void
  /** Whether to stop reading. */
  stopped(): boolean
}

/** The items of a file in bounded memory; bad rows go to the listener. Groups come once the whole file is read. */
export async function* itemsOf(prepared: PreparedFile, listener: RowListener): AsyncGenerator<Item> {
  const { group, repeats } = prepared.file
  if (group === undefined && repeats !== 'count') {
    for await (const { row, mapped } of goodRows(prepared, listener, 1)) yield itemOf(row, mapped, 1)
    return
  }
  const scratch = new Scratch()
  try {
    yield* group === undefined ? counted(prepared, listener, scratch) : grouped(prepared, listener, scratch)
  } finally {
    scratch.close()
  }
}

const itemOf = ({ line, cells }: ItemRow, { values, identity }: MappedRow, time: number): Item => ({
  values,
  identity,
  time,
  rows: [{ line, cells }],
})

async function* counted(prepared: PreparedFile, listener: RowListener, scratch: Scratch): AsyncGenerator<Item> {
  for await (const { row, mapped } of goodRows(prepared, listener, 1)) {
    yield itemOf(row, mapped, scratch.times(JSON.stringify(mapped.identity)))
  }
}

interface Kept extends ItemRow {
  readonly values: Values
  readonly identity: readonly string[]
}

/** Half of the way is reading, half is what comes of it. */
async function* grouped(prepared: PreparedFile, listener: RowListener, scratch: Scratch): AsyncGenerator<Item> {
  let rows = 0
  for await (const { row, mapped } of goodRows(prepared, listener, 0.5)) {
    const { values, identity, group } = mapped
    const kept: Kept = { line: row.line, cells: row.cells, values, identity }
    scratch.put(JSON.stringify(group), row.line, kept)
    rows += 1
  }
  if (listener.stopped()) return
  const bytesOfRow = prepared.source.bytes / 2 / Math.max(rows, 1)
  for (const group of scratch.groups<Kept>()) {
    const item = merged(prepared, group, listener)
    if (item) yield item
    listener.bytes(group.length * bytesOfRow)
  }
}

function merged({ file, source }: PreparedFile, group: readonly Kept[], listener: RowListener): Item | undefined {
  const rows = group.map(({ line, cells }) => ({ line, cells }))
  try {
    const values = mergeRows(
      file.rows,
      group.map((one) => one.values),
    )
    return { values, identity: group[0]!.identity, time: 1, rows }
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error
    for (const { line, cells } of rows) {
      listener.rejected({
        line,
        code: 'group-contradicts-itself',
        message: error.message,
        cells: byColumn(source.columns, cells),
      })
    }
    return undefined
  }
}

async function* goodRows(
  { source, map }: PreparedFile,
  listener: RowListener,
  share: number,
): AsyncGenerator<{ row: ItemRow; mapped: MappedRow }> {
  for await (const row of source.rows((bytes) => listener.bytes(bytes * share))) {
    if (listener.stopped()) return
    listener.row()
    if ('code' in row) {
      listener.rejected(unreadable(row))
      continue
    }
    const mapped = map(row.cells)
    if (mapped === undefined) listener.passedOver()
    else if ('code' in mapped)
      listener.rejected({ line: row.line, ...mapped, cells: byColumn(source.columns, row.cells) })
    else yield { row, mapped }
  }
}

const unreadable = ({ line, code, message, raw }: Extract<FileRow, { code: string }>): Omit<Reject, 'file'> => ({
  line,
  code,
  message,
  raw,
})

export const byColumn = (columns: readonly string[], cells: readonly Cell[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns.map((column, at) => [column, typeof cells[at] === 'string' ? cells[at] : JSON.stringify(cells[at])]),
  )
