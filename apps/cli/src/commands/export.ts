import { Readable } from 'node:stream'
import type { Ledger } from '@ledger/ledger'
import { harmless } from '@ledger/values'
import { Command, Option } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { counted, say } from '../console.js'
import { outputTo } from '../output.js'
import { progressDisplay } from '../progress.js'
import { checkView, viewNames, viewOf } from '../view-names.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

interface ExportOptions {
  readonly format: 'csv' | 'ndjson'
  readonly out?: string
  readonly dataDir?: string
}

const PAGE = 1_000

export const exportCommand = (): Command =>
  new Command('export')
    .summary('take a view away as a file')
    .description('Write all documents of a view, brought up to the end of the log first, as CSV or NDJSON.')
    .argument('<view>', `one of ${viewNames.join(', ')}`, checkView)
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'ndjson']).default('csv'))
    .option('--out <file>', 'where to write it (default: the standard output)')
    .action(async (view: string, _options: unknown, command: Command) =>
      exportView(view, command.optsWithGlobals<ExportOptions>()),
    )

async function exportView(name: string, options: ExportOptions): Promise<void> {
  await withLedger(settingsOfExisting(options), async (ledger) => {
    const write = await outputTo(options.out)
    const display = progressDisplay(`bringing ${name} up to date`)
    await ledger.projector.catchUp((done, total) => display.show(done, total))
    display.end()
    let count = 0
    const pages = async function* () {
      for await (const page of documentsOf(ledger, name)) {
        count += page.length
        yield page
      }
    }
    const text = options.format === 'csv' ? csv(pages, await columnsOf(documentsOf(ledger, name))) : ndjson(pages)
    await write(Readable.from(text))
    say(`${counted(count, 'document')} of ${name}`)
  })
}

type Row = Readonly<Record<string, unknown>>

async function* documentsOf({ views }: Ledger, name: string): AsyncGenerator<readonly Row[]> {
  const documents = views.of(viewOf(name))
  for (let cursor: string | undefined; ;) {
    const { entries, next } = await documents.find({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    yield entries.map(({ key, document }) => ({ key, ...document }))
    if (next === undefined) return
    cursor = next
  }
}

async function* ndjson(pages: () => AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  for await (const page of pages()) yield page.map((row) => `${JSON.stringify(row)}\n`).join('')
}

async function* csv(pages: () => AsyncIterable<readonly Row[]>, columns: readonly string[]): AsyncGenerator<string> {
  yield stringify([columns.map(harmless)])
  for await (const page of pages()) {
    yield stringify(
      page.map((row) => cellsOf(row)).map((cells) => columns.map((column) => harmless(cells.get(column) ?? ''))),
    )
  }
}

/** Documents of a view differ in their fields: the columns are all that occur, in the order in which they do. */
async function columnsOf(pages: AsyncIterable<readonly Row[]>): Promise<readonly string[]> {
  const columns = new Set<string>()
  for await (const page of pages) for (const row of page) for (const column of cellsOf(row).keys()) columns.add(column)
  return [...columns]
}

/** A document as cells: the fields of inner objects by their path, lists as JSON. */
function cellsOf(row: Row, path = ''): Map<string, string> {
  const cells = new Map<string, string>()
  for (const [name, value] of Object.entries(row)) {
    const column = path + name
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, text] of cellsOf(value as Row, `${column}.`)) cells.set(inner, text)
    } else if (value !== null && value !== undefined) {
      cells.set(column, Array.isArray(value) ? JSON.stringify(value) : String(value))
    }
  }
  return cells
}
