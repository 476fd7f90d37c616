import { linesOf } from '../reading/lines.js'
import type { FileBytes } from '../reading/files.js'
import { blankSeparatedCells } from '../reading/blank-separated.js'
import { csvCells } from '../reading/csv.js'
import type { Cell } from '../reading/records.js'
import { openSourceFile } from '../reading/source-file.js'
import type { SourceFile } from '../reading/source-file.js'
import type { Form } from './upload.js'

/** The first rows of a file, as they are read in a form. */
export interface Preview {
  readonly form: Form
  readonly columns: readonly string[]
  readonly rows: readonly PreviewRow[]
}

export interface PreviewRow {
  readonly line: number
  /** As far as the row could be taken apart; else its text is the only one. */
  readonly cells: readonly Cell[]
  readonly problem?: { readonly code: string; readonly message: string }
}

/** So many objects are looked at for their names. */
const NAMED = 50
/** Names of lines of JSON, whatever stands in them: a manifest may speak of others, too. */
const MOST_NAMES = 1_000
const LONGEST_NAME = 200

/** @throws UnreadableFile where not even the columns can be found */
export async function previewOf(file: FileBytes, name: string, form: Form, count: number): Promise<Preview> {
  const source = await opened(file, name, form)
  const rows: PreviewRow[] = []
  if (count === 0) return { form, columns: source.columns, rows }
  for await (const row of source.rows()) {
    if ('code' in row) {
      const { line, code, message, raw, cells = [raw] } = row
      rows.push({ line, cells, problem: { code, message } })
    } else rows.push({ line: row.line, cells: row.cells })
    if (rows.length >= count) break
  }
  return { form, columns: source.columns, rows }
}

async function opened(file: FileBytes, name: string, form: Form): Promise<SourceFile> {
  const columns = form.format === 'ndjson' || !form.header ? await columnsOf(file, form) : undefined
  const asked = { ...form, path: name, ...(columns === undefined ? {} : { columns }) }
  return openSourceFile(asked, { find: () => file }, columns ?? [])
}

/** Names in the first objects, or the places of the cells in the first line. */
async function columnsOf(file: FileBytes, form: Form): Promise<readonly string[]> {
  const names = new Set<string>()
  let seen = 0
  for await (const { text, problem } of linesOf(file, form)) {
    if (text.trim() === '') continue
    if (form.format !== 'ndjson') return problem ? [] : placesIn(text, form)
    if (!problem) for (const one of namesIn(text)) names.add(one)
    if ((seen += 1) >= NAMED || names.size >= MOST_NAMES) break
  }
  return [...names].slice(0, MOST_NAMES)
}

function placesIn(text: string, form: Form): readonly string[] {
  const cells = form.format === 'csv' ? csvCells(text, form) : blankSeparatedCells(text)
  return (cells ?? []).map((_, at) => String(at + 1))
}

function namesIn(text: string): readonly string[] {
  try {
    return [...leaves(JSON.parse(text))]
  } catch {
    return []
  }
}

/** Names of what can be a cell, inner ones by their path; not those that are too long to be names. */
function* leaves(value: unknown, path = ''): Generator<string> {
  if (path.length > LONGEST_NAME) return
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (path !== '') yield path
    return
  }
  for (const [name, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? name : `${path}.${name}`)
}
