import { CsvError, parse } from 'csv-parse/sync'
import { LONGEST_LINE_BYTES } from './lines.js'
import type { Line } from './line.js'
import { badRow, counted } from './records.js'
import type { FileRow, RowReader } from './records.js'

export interface CsvForm {
  readonly separator: string
  /** Empty: cells are never quoted. */
  readonly quote: string
}

/** What may be one record: a line, or several that a quoted cell with line breaks may run over. */
type Frame = readonly Line[]

const AT_ONCE = 512
const LONGEST_FRAME_LINES = 100

/**
 * CSV as RFC 4180 has it. Lines are put together to records here, before csv-parse takes them apart: after a quote that
 * is never closed it would give up the rest of the file, and one bad line shall cost one line.
 */
export const csv = (form: CsvForm): RowReader =>
  async function* (lines, columns) {
    let frames: Frame[] = []
    const taken = () => {
      const rows = rowsOf(frames, columns, form)
      frames = []
      return rows
    }
    for await (const frame of framed(lines, form.quote)) {
      frames.push(frame)
      if (frames.length >= AT_ONCE) yield* taken()
    }
    yield* taken()
  }

/** The cells of a single line, such as a header; undefined where it cannot be taken apart. */
export function csvCells(text: string, form: CsvForm): readonly string[] | undefined {
  const records = parsed(text, form)
  return records instanceof Error || records.length !== 1 ? undefined : records[0]
}

/** A record ends where the quotes so far are even in number, wherever they stand. */
async function* framed(lines: AsyncIterable<Line>, quote: string): AsyncGenerator<Frame> {
  let open: Line[] = []
  let [bytes, odd] = [0, false]
  const taken = () => {
    const frame = open
    open = []
    bytes = 0
    odd = false
    return frame
  }
  for await (const line of lines) {
    if (open.length === 0 && line.problem === undefined && line.text === '') continue
    const ends = line.problem !== undefined || open.length >= LONGEST_FRAME_LINES || bytes > LONGEST_LINE_BYTES
    if (ends && open.length > 0) yield taken()
    open.push(line)
    bytes += line.text.length
    odd = odd !== isOdd(line.text, quote)
    if (line.problem || !odd) yield taken()
  }
  if (open.length > 0) yield taken()
}

function isOdd(text: string, quote: string): boolean {
  if (quote === '') return false
  let odd = false
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) odd = !odd
  return odd
}

function rowsOf(frames: readonly Frame[], columns: readonly string[], form: CsvForm): readonly FileRow[] {
  const sound = frames.every((frame) => frame.every(({ problem }) => problem === undefined))
  const records = sound ? parsed(frames.map(textOf).join('\n'), form) : undefined
  if (!Array.isArray(records) || records.length !== frames.length)
    return frames.flatMap((frame) => oneByOne(frame, columns, form))
  return records.map((cells, at) => counted(shown(frames[at]!), cells, columns))
}

/** Takes one frame apart; where that fails, its first line is bad and the rest is looked at again without it. */
function oneByOne(frame: Frame, columns: readonly string[], form: CsvForm): readonly FileRow[] {
  const rows: FileRow[] = []
  for (let rest = frame; rest.length > 0;) {
    const [line] = rest as [Line]
    const end = recordEnd(rest, form.quote)
    const records = line.problem ? undefined : parsed(textOf(rest.slice(0, end)), form)
    const good = Array.isArray(records) && records.length === 1
    if (good) rows.push(counted(shown(rest.slice(0, end)), records[0]!, columns))
    else if (line.problem) rows.push(badRow(line, line.problem.code, line.problem.message))
    else if (line.text !== '') rows.push(badRow(line, 'quotes', quoteProblem(line, form)))
    rest = rest.slice(good ? end : 1)
  }
  return rows
}

/** How many lines the first record of these takes up. */
function recordEnd(lines: Frame, quote: string): number {
  let odd = false
  const last = lines.findIndex(({ text }) => !(odd = odd !== isOdd(text, quote)))
  return last < 0 ? lines.length : last + 1
}

function quoteProblem({ text }: Line, form: CsvForm): string {
  const failure = parsed(text, form)
  const code = failure instanceof CsvError ? failure.code : ''
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed'
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return 'something stands between a closing quote and the separator'
  return 'a quote stands within a cell that is not quoted'
}

const textOf = (frame: Frame): string => frame.map(({ text }) => text).join('\n')
const shown = (frame: Frame): Line =>
  frame.length === 1 ? frame[0]! : { number: frame[0]!.number, text: textOf(frame) }

function parsed(text: string, { separator, quote }: CsvForm): string[][] | Error {
  try {
    return parse(text, {
      delimiter: separator,
      quote: quote === '' ? null : quote,
      record_delimiter: '\n',
      relax_column_count: true,
    }) as unknown as string[][]
  } catch (error) {
    return error as Error
  }
}
