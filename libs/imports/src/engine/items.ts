import { setImmediate } from 'node:timers/promises'
import { Scratch } from '../grouping/scratch.js'
import { Contradiction, mergeRows } from '../mapping/merge-rows.js'
import type { BadMapping, MappedRow, Values } from '../mapping/row-mapper.js'
import { FILE_BROKEN } from '../reading/lines.js'
import type { Cell } from '../reading/records.js'
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
  const { group, repeats, rows, fields } = prepared.file
  const undated = rows === 'customer' && !('at' in fields)
  if (group === undefined && repeats !== 'count' && !undated) {
    for await (const { row, mapped } of rowsOf(prepared, listener, 1)) {
      if ('values' in mapped) yield itemOf(row, mapped, 1)
      else listener.rejected(listed(prepared, row, mapped))
    }
    return
  }
  const scratch = new Scratch()
  try {
    if (group !== undefined) yield* grouped(prepared, listener, scratch)
    else if (repeats === 'count') yield* counted(prepared, listener, scratch)
    else yield* consistent(prepared, listener, scratch)
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

/** A bad row counts as well, so that the others keep their numbers when it is mended and comes again. */
async function* counted(prepared: PreparedFile, listener: RowListener, scratch: Scratch): AsyncGenerator<Item> {
  for await (const { row, mapped } of rowsOf(prepared, listener, 1)) {
    const time = mapped.identity ? scratch.times(JSON.stringify(mapped.identity)) : 1
    if ('values' in mapped) yield itemOf(row, mapped, time)
    else listener.rejected(listed(prepared, row, mapped))
  }
}

/** Rows without a time cannot change what an earlier row has said: every import would change it there and back. */
async function* consistent(prepared: PreparedFile, listener: RowListener, scratch: Scratch): AsyncGenerator<Item> {
  for await (const { row, mapped } of rowsOf(prepared, listener, 1)) {
    if (!('values' in mapped)) {
      listener.rejected(listed(prepared, row, mapped))
      continue
    }
    const { customer, attributes } = mapped.values as {
      customer: string
      attributes: Readonly<Record<string, unknown>>
    }
    const other = Object.entries(attributes).find(([name, value]) => {
      const said = JSON.stringify(value)
      return scratch.first(JSON.stringify([customer, name]), said) !== said
    })
    if (!other) yield itemOf(row, mapped, 1)
    else {
      const message = `an earlier row says another ${other[0]} of ${customer}; say with \`at\` when it was so`
      listener.rejected(listed(prepared, row, { code: 'contradicts-earlier-row', message }))
    }
  }
}

interface Kept extends ItemRow {
  readonly mapped: MappedRow | BadMapping
}

/** Half of the way is reading, half is what comes of it. */
async function* grouped(prepared: PreparedFile, listener: RowListener, scratch: Scratch): AsyncGenerator<Item> {
  let [rows, broken] = [0, false]
  for await (const { row, mapped } of rowsOf(prepared, listener, 0.5)) {
    if (mapped.group === undefined) listener.rejected(listed(prepared, row, mapped as BadMapping))
    else scratch.put(JSON.stringify(mapped.group), row.line, { ...row, mapped } satisfies Kept)
    rows += 1
    broken ||= 'code' in mapped && mapped.code === FILE_BROKEN
  }
  if (listener.stopped()) return
  const bytesOfRow = prepared.source.bytes / 2 / Math.max(rows, 1)
  let given = 0
  for (const group of scratch.groups<Kept>()) {
    const item = merged(prepared, group, listener, broken)
    if (item) yield item
    listener.bytes(group.length * bytesOfRow)
    given += 1
    // Neither the store nor what comes of an item need leave this turn of the event loop; a Ctrl-C needs another one.
    if (given % GROUPS_IN_A_TURN === 0) await setImmediate()
    if (listener.stopped()) return
  }
}

const GROUPS_IN_A_TURN = 100

/** A thing is recorded whole or not at all: with a row missing it would be recorded wrong, and never mended. */
function merged(
  prepared: PreparedFile,
  group: readonly Kept[],
  listener: RowListener,
  broken: boolean,
): Item | undefined {
  const bad = group.find(({ mapped }) => 'code' in mapped)
  const good = group.filter((one): one is Kept & { mapped: MappedRow } => 'values' in one.mapped)
  const incomplete = broken
    ? 'the file is damaged, and the group may go on behind the damage'
    : bad && `the row on line ${bad.line} of the same group was not taken`
  if (incomplete === undefined) {
    try {
      const values = mergeRows(
        prepared.file.rows,
        good.map(({ mapped }) => mapped.values),
      )
      const rows = good.map(({ line, cells }) => ({ line, cells }))
      return { values, identity: good[0]!.mapped.identity, time: 1, rows }
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error
      const reason = { code: 'group-contradicts-itself', message: error.message }
      for (const one of group) listener.rejected(listed(prepared, one, reason))
      return undefined
    }
  }
  const reason = { code: 'group-incomplete', message: incomplete }
  for (const one of group) listener.rejected(listed(prepared, one, 'code' in one.mapped ? one.mapped : reason))
  return undefined
}

/** Every row that the manifest does not pass over, with what it has become. */
async function* rowsOf(
  { source, map }: PreparedFile,
  listener: RowListener,
  share: number,
): AsyncGenerator<{ row: ItemRow & { raw?: string }; mapped: MappedRow | BadMapping }> {
  for await (const row of source.rows((bytes) => listener.bytes(bytes * share))) {
    if (listener.stopped()) return
    listener.row()
    if ('code' in row) {
      const { line, code, message, raw, cells } = row
      yield { row: { line, raw, cells: [] }, mapped: { code, message, ...(cells ? map.keysOf(cells) : {}) } }
      continue
    }
    const mapped = map(row.cells)
    if (mapped === undefined) listener.passedOver()
    else yield { row, mapped }
  }
}

/** A row as it is listed: by its columns, or as its text where it could not be taken apart. */
function listed(
  { source }: PreparedFile,
  { line, cells, raw }: ItemRow & { readonly raw?: string },
  { code, message }: { readonly code: string; readonly message: string },
): Omit<Reject, 'file'> {
  return { line, code, message, ...(raw === undefined ? { cells: byColumn(source.columns, cells) } : { raw }) }
}

export const byColumn = (columns: readonly string[], cells: readonly Cell[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns.map((column, at) => [column, typeof cells[at] === 'string' ? cells[at] : JSON.stringify(cells[at])]),
  )
