import { Command, InvalidArgumentError, Option } from 'commander'
import { CannotTry } from './journey.js'
import type { Circumstances, Journey } from './journey.js'
import { journeys } from './journeys/index.js'
import { embedded } from './stacks/embedded.js'
import { onServers } from './stacks/servers.js'

const stacks = [
  embedded,
  onServers('eventstoredb', 'EVENTSTORE_URL'),
  onServers('mongodb', 'MONGODB_URL'),
  onServers('eventstoredb+mongodb', 'EVENTSTORE_URL', 'MONGODB_URL'),
]
/** That many findings of a journey are told. */
const SHOWN = 20
const LINE_EVERY_MS = 5_000
const last = { at: 0 }

interface Options {
  readonly rounds: number
  readonly seed: string
  readonly only?: readonly string[]
  readonly stack: string
}

const program = new Command('test:faults')
  .description(
    'Bring faults upon the service, in its own process on a data folder of its own, and look from the outside whether\n' +
      'anything acknowledged was lost or doubled and every view is what a replay gives. docs/how-to/try-the-faults.md',
  )
  .option('--rounds <n>', 'how often the service is killed', wholeNumber, 25)
  .option(
    '--seed <text>',
    'the same seed brings the same load and the same moments',
    seed,
    String(Date.now() % 1_000_000),
  )
  .addOption(new Option('--only <journey...>', 'not all, but these').choices(journeys.map(({ name }) => name)))
  .addOption(
    new Option('--stack <stack>', 'what the service keeps its data in')
      .choices(stacks.map(({ name }) => name))
      .default('embedded'),
  )
  .addHelpText('after', `\nJourneys:\n${journeys.map(({ name, about }) => `  ${name.padEnd(15)} ${about}`).join('\n')}`)
  .addHelpText('after', '\nExit codes: 0 it stood everything, 1 something was found, 2 wrong usage.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()

const { rounds, seed: chosen, only, stack } = program.opts<Options>()
const circumstances = { rounds, seed: chosen, stack: stacks.find(({ name }) => name === stack)! }
const failed: string[] = []
await circumstances.stack.prepare?.().catch((error: Error) => program.error(error.message))
console.log(`seed ${chosen}, stack ${stack}`)
for (const journey of journeys.filter(({ name }) => !only || only.includes(name))) {
  if (!(await carriedOut(journey, circumstances))) failed.push(journey.name)
}
console.log(
  failed.length === 0
    ? '\nNothing was lost, doubled or wrong.'
    : `\nFound something: ${failed.join(', ')}. The same again: npm run test:faults -- --stack ${stack} --rounds ${rounds} --seed ${chosen} --only ${failed.join(' ')}`,
)
process.exit(failed.length === 0 ? 0 : 1)

async function carriedOut(journey: Journey, about: Omit<Circumstances, 'progress'>): Promise<boolean> {
  const begun = performance.now()
  const progress = (text: string) => tell(`${journey.name}: ${text}`)
  console.log(`\n${journey.name}: ${journey.about}`)
  try {
    const { told, found } = await journey.run({ ...about, progress })
    tell('')
    for (const line of told) console.log(`  ${line}`)
    for (const line of found.slice(0, SHOWN)) console.log(`  FOUND ${line}`)
    if (found.length > SHOWN) console.log(`  … and ${found.length - SHOWN} more`)
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
    console.log(`  ${found.length === 0 ? 'stood it' : `${found.length} FOUND`} (${seconds} s)`)
    return found.length === 0
  } catch (error) {
    tell('')
    if (!(error instanceof CannotTry)) console.log(`  FAILED ${(error as Error).stack}`)
    else console.log(`  not tried: ${error.message}`)
    return error instanceof CannotTry
  }
}

/** One line that is overwritten on a terminal; a line now and then elsewhere. */
function tell(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${text}`)
  else if (text !== '' && performance.now() - last.at > LINE_EVERY_MS) {
    last.at = performance.now()
    console.log(`  … ${text}`)
  }
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number, from 1 on.')
  return number
}

function seed(text: string): string {
  if (!/^[a-z0-9-]{1,20}$/.test(text)) throw new InvalidArgumentError('1 to 20 of a-z, 0-9 and -.')
  return text
}
