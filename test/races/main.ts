import { parseArgs } from 'node:util'
import { races, runRaces } from './races.js'
import type { Tally } from './races.js'
import { Stage } from './stage.js'
import type { Race } from './stage.js'

const USAGE = `npm run test:races -- [--rounds N] [--seed S] [--only NAME]
  --rounds  how often every race is run, 10 where nothing is said
  --seed    from which seed on; a new one every time where nothing is said
  --only    one race alone: ${races.map(({ name }) => JSON.stringify(name)).join(', ')}
`
const SHOWN = 20

/** Exit code 0: nothing was found; 1: something was; 2: the line cannot be taken. */
async function main(): Promise<number> {
  const asked = read()
  if (!asked) {
    process.stderr.write(USAGE)
    return 2
  }
  const { rounds, seed } = asked
  process.stdout.write(`${rounds} rounds of ${asked.only.length} races from seed ${seed}\n`)
  const begun = Date.now()
  const stage = await Stage.set()
  const onRound = (race: Race, round: number) => show(`round ${round + 1} of ${rounds}: ${race.name}`)
  const tallies = await runRaces(stage, asked, onRound).finally(() => stage.strike())
  show('')
  const problems = tallies.flatMap((tally) => told(tally))
  const seconds = ((Date.now() - begun) / 1_000).toFixed(0)
  process.stdout.write(
    problems.length === 0
      ? `Nothing was found in ${seconds} s.\n`
      : `${problems.length} problems were found in ${seconds} s; a round is run again with --rounds 1 --seed <its seed>.\n`,
  )
  return problems.length === 0 ? 0 : 1
}

function read() {
  try {
    const { values } = parseArgs({
      options: { rounds: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
    })
    const only = races.filter(({ name }) => values.only === undefined || name === values.only)
    const rounds = Number(values.rounds ?? 10)
    const seed = Number(values.seed ?? Date.now() % 1_000_000)
    const taken = Number.isInteger(rounds) && rounds > 0 && Number.isInteger(seed) && only.length > 0
    return taken ? { rounds, seed, only } : undefined
  } catch {
    return undefined
  }
}

function told({ name, rounds, seen, problems }: Tally): readonly string[] {
  const words = Object.entries(seen).map(([what, times]) => `${what} ${times}`)
  process.stdout.write(`\n${problems.length === 0 ? '✓' : '✗'} ${name}: ${rounds} rounds\n  ${words.join(', ')}\n`)
  for (const problem of problems.slice(0, SHOWN)) process.stdout.write(`  ✗ ${problem}\n`)
  if (problems.length > SHOWN) process.stdout.write(`  … and ${problems.length - SHOWN} more\n`)
  return problems
}

/** One line that is written over; nothing where nobody looks. */
function show(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${line}`)
}

process.exitCode = await main()
