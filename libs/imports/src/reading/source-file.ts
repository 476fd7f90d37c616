import type { FileForm } from '../manifest/manifest.js'
import { blankSeparated, blankSeparatedCells } from './blank-separated.js'
import { csv, csvCells } from './csv.js'
import type { CsvForm } from './csv.js'
import { UnreadableFile } from './files.js'
import type { Files } from './files.js'
import { linesOf } from './lines.js'
import type { Line } from './line.js'
import { ndjson } from './ndjson.js'
import type { FileRow, RowReader } from './records.js'

/** A file that was found, with its columns. */
export interface SourceFile {
  readonly path: string
  readonly bytes: number
  readonly columns: readonly string[]
  /** Every row, in order. May be asked for again. */
  rows(onBytes?: (bytes: number) => void): AsyncGenerator<FileRow>
}

/**
 * Finds the file and its columns. `used` are the columns that the manifest speaks of; NDJSON has no others.
 * @throws UnreadableFile
 */
export async function openSourceFile(form: FileForm, files: Files, used: readonly string[]): Promise<SourceFile> {
  const file = files.find(form.path)
  const { format = 'csv', gzip = form.path.endsWith('.gz'), encoding = 'utf-8' } = form
  const lines = (onBytes?: (bytes: number) => void) =>
    linesOf(file, { gzip, encoding, ...(onBytes ? { onBytes } : {}) })
  const csvForm = { separator: form.separator ?? ',', quote: form.quote ?? '"' }
  const header = format !== 'ndjson' && (form.header ?? form.columns === undefined)
  if (format !== 'ndjson' && !header && form.columns === undefined)
    throw new UnreadableFile(`${form.path} has no header: give the names of its columns`, 'header')
  const columns = form.columns ?? (format === 'ndjson' ? used : await headerOf(lines(), form, csvForm))
  checkColumns(columns, form.path)
  const read: RowReader = format === 'csv' ? csv(csvForm) : format === 'ndjson' ? ndjson : blankSeparated
  return {
    path: form.path,
    bytes: file.bytes,
    columns,
    rows: (onBytes) => read(header ? withoutFirst(lines(onBytes)) : lines(onBytes), columns),
  }
}

async function headerOf(
  lines: AsyncGenerator<Line>,
  { path, format }: FileForm,
  form: CsvForm,
): Promise<readonly string[]> {
  for await (const line of lines) {
    if (line.problem)
      throw new UnreadableFile(
        `the header of ${path} cannot be read: ${line.problem.message}`,
        line.problem.code.startsWith('n') ? 'encoding' : 'path',
      )
    if (line.text.trim() === '') continue
    const cells = format === 'blank-separated' ? blankSeparatedCells(line.text) : csvCells(line.text, form)
    if (!cells) throw new UnreadableFile(`the quotes in the header of ${path} do not fit together`, 'quote')
    return cells.map((cell) => cell.trim())
  }
  throw new UnreadableFile(`${path} is empty; not even a header is in it`)
}

function checkColumns(columns: readonly string[], path: string): void {
  const seen = new Set<string>()
  const twice = columns.find((column) => seen.size === seen.add(column).size)
  if (twice !== undefined)
    throw new UnreadableFile(
      `${path} has two columns called ${JSON.stringify(twice)}: name them with header: true and columns`,
    )
}

async function* withoutFirst(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let header = true
  for await (const line of lines) {
    if (!header) yield line
    else if (line.text.trim() !== '') header = false
  }
}
