import { badRow } from './records.js'
import type { Cell, FileRow, RowReader } from './records.js'
import type { Line } from './line.js'

/** One JSON object a line. A column is a name in it, or a path of names parted by dots; what is not there is empty. */
export const ndjson: RowReader = async function* (lines, columns) {
  for await (const line of lines) {
    if (line.problem) yield badRow(line, line.problem.code, line.problem.message)
    else if (line.text.trim() !== '') yield rowOf(line, columns)
  }
}

function rowOf(line: Line, columns: readonly string[]): FileRow {
  let value: unknown
  try {
    value = JSON.parse(line.text)
  } catch {
    return badRow(line, 'not-json', 'the line is no JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return badRow(line, 'not-json', 'the line is no JSON object')
  const cells: Cell[] = []
  for (const column of columns) {
    const cell = cellOf(at(value, column))
    if (cell === undefined)
      return badRow(line, 'not-a-cell', `${column} is neither a text, a number, true, false, null nor a list of these`)
    cells.push(cell)
  }
  return { line: line.number, cells }
}

function at(value: object, column: string): unknown {
  if (Object.hasOwn(value, column)) return (value as Record<string, unknown>)[column]
  let inner: unknown = value
  for (const name of column.split('.')) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, name)) return undefined
    inner = (inner as Record<string, unknown>)[name]
  }
  return inner
}

function cellOf(value: unknown): Cell | undefined {
  if (!Array.isArray(value)) return textOf(value)
  const texts = value.map(textOf)
  return texts.every((text) => text !== undefined) ? texts : undefined
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return ''
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined
}
