import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { table } from './report.js'
import { lineOf } from './row.js'
import type { Line, Row, Stage } from './row.js'
import { rows } from './rows.js'
import { serverRows } from './servers/rows.js'

const stacks: Readonly<Record<string, readonly Row[]>> = { embedded: rows, ...serverRows }

const usage = `npm run bench -- [--stack <stack>] [--json <file>] [--only <id,id>] [--scale <number>] [--folder <folder>]

Measures every promise about speed side by side with what it is held against.
  --stack   what is measured: ${Object.keys(stacks).join(', ')} (default embedded); servers are those that
            EVENTSTORE_URL and MONGODB_URL name
  --json    also writes the lines as JSON
  --only    these rows only: ${Object.entries(stacks)
    .map(([name, all]) => `${name}: ${all.map(({ id }) => id).join(', ')}`)
    .join('; ')}
  --scale   sizes as a part of those that the goals speak of (default 1); less than 1 is to try the benchmark itself
  --folder  where to write the data (default: the system's folder for what is temporary); it takes about 15 GB
Exit codes: 0 measured and every goal met, 1 a goal missed or a row that could not be measured, 2 wrong usage.`

const options = {
  stack: { type: 'string', default: 'embedded' },
  json: { type: 'string' },
  only: { type: 'string' },
  scale: { type: 'string', default: '1' },
  folder: { type: 'string', default: tmpdir() },
  help: { type: 'boolean' },
} as const

function asked() {
  try {
    const { values } = parseArgs({ options })
    if (values.help) return exitWith(0, usage)
    const all = stacks[values.stack]
    if (!all) return exitWith(2, `there is no stack called ${values.stack}\n\n${usage}`)
    const ids = values.only?.split(',') ?? all.map(({ id }) => id)
    const strange = ids.find((id) => !all.some((row) => row.id === id))
    if (strange !== undefined) return exitWith(2, `there is no row called ${strange}\n\n${usage}`)
    const scale = Number(values.scale)
    if (!(scale > 0 && scale <= 1)) return exitWith(2, `--scale must be over 0 and at most 1\n\n${usage}`)
    return { ...values, scale, chosen: all.filter(({ id }) => ids.includes(id)) }
  } catch (error) {
    return exitWith(2, `${(error as Error).message}\n\n${usage}`)
  }
}

function exitWith(code: number, text: string): never {
  process[code === 0 ? 'stdout' : 'stderr'].write(`${text}\n`)
  process.exit(code)
}

const { chosen, scale, json, folder: parent } = asked()
const folder = await mkdtemp(join(parent, 'campaign-ledger-bench-'))
const stage: Stage = { folder, scale, say: (what) => process.stderr.write(`  ${what}\n`) }
const lines: Line[] = []
const failed: string[] = []
try {
  for (const [index, row] of chosen.entries()) {
    process.stderr.write(`${index + 1}/${chosen.length} ${row.id}: ${row.what}, against ${row.against}\n`)
    const line = await measured(row)
    if (!line) continue
    lines.push(line)
    process.stderr.write(`  ${line.ratio} (goal ${line.goal})\n`)
  }
} finally {
  await rm(folder, { recursive: true, maxRetries: 5 })
}
process.stdout.write(`\n${table(lines)}\n`)
if (json !== undefined) await writeFile(json, `${JSON.stringify(lines, undefined, 2)}\n`)
if (failed.length > 0) process.stderr.write(`not measured: ${failed.join(', ')}\n`)
process.exitCode = failed.length === 0 && lines.every(({ met }) => met) ? 0 : 1

/** What takes an hour to measure is not lost because one of the rows cannot be. */
async function measured(row: Row): Promise<Line | undefined> {
  try {
    return lineOf(row, await row.measure(stage))
  } catch (error) {
    failed.push(row.id)
    process.stderr.write(`  ${(error as Error).stack}\n`)
    return undefined
  }
}
