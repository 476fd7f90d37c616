import { badRow, counted } from './records.js'
import type { RowReader } from './records.js'

export const blankSeparatedCells = (text: string): readonly string[] => text.trim().split(/[ \t]+/)

/** Cells parted by any number of blanks; there are no quotes and no empty cells. */
export const blankSeparated: RowReader = async function* (lines, columns) {
  for await (const line of lines) {
    if (line.problem) yield badRow(line, line.problem.code, line.problem.message)
    else if (line.text.trim() !== '') yield counted(line, blankSeparatedCells(line.text), columns)
  }
}
