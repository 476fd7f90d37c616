import { Command, InvalidArgumentError } from 'commander'
import { progressDisplay } from '../../apps/cli/src/progress.js'
import { requestsOf } from './generate/requests.js'
import { abuse } from './run.js'
import { shown } from './check/finding.js'
import { openHouse } from './service/house.js'
import { summary } from './summary.js'

interface Options {
  readonly requests: number
  readonly seed: number
  readonly show?: number
}

const program = new Command('test:abuse')
  .description(
    'Send whatever can be sent to a service of its own, made from its own description, and look at every answer, at\n' +
      'the log, at the memory, and at the views afterwards. docs/how-to/abuse-the-service.md',
  )
  .option('--requests <n>', 'how many', wholeNumber, 100_000)
  .option('--seed <n>', 'the same seed gives the same requests', wholeNumber, Date.now() % 1_000_000)
  .option('--show <n>', 'print the request of that number and send none', wholeNumber)
  .addHelpText('after', '\nExit codes: 0 it stood everything, 1 something was found, 2 wrong usage.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

const { requests, seed, show } = program.parse().opts<Options>()
process.exitCode = show === undefined ? await tryAll() : await showOne(show)

async function tryAll(): Promise<number> {
  const display = progressDisplay(`seed ${seed}`)
  const onProgress = (done: number, findings: number) => display.show(done, requests, `${findings} findings`)
  const report = await abuse({ requests, seed, onProgress })
  display.end()
  process.stdout.write(summary(report, seed))
  return report.findings.length > 0 ? 1 : 0
}

async function showOne(number: number): Promise<number> {
  const { service, client, description, cursors } = await openHouse()
  const request = requestsOf(description, cursors, seed)(number)
  process.stdout.write(`${shown(request)}\n`)
  client.close()
  await service.remove()
  return 0
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number')
  return Number(text)
}
