import { NotACopy } from '@ledger/event-sourcing'
import type { CopiedPart } from '@ledger/event-sourcing'
import { BadSettings, CannotOpen, copyLedger, namedLedger, openPairs, parts } from '@ledger/ledger'
import type { CopiedLedger, LedgerCopyProgress, LedgerPairs, NamedLedger } from '@ledger/ledger'
import { Command } from 'commander'
import { counted, grouped, printJson, say, table } from '../console.js'
import { exit, Failure } from '../exit.js'
import type { ExitCode } from '../exit.js'
import { interruption } from '../interruption.js'
import { progressDisplay } from '../progress.js'

interface CopyOptions {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly fromPrefix?: string
  readonly toPrefix?: string
  readonly logOnly?: true
  readonly json?: true
}

const STORES = 'a data folder, servers (EVENTSTORE_URL, MONGODB_URL: those in the environment), or both'

export const copyCommand = (finish: (code: ExitCode) => void): Command =>
  new Command('copy')
    .summary('copy a whole ledger into other stores')
    .description(
      'Copy a whole log into another store, in its order, with ids, times and content as they are, and what belongs to\n' +
        'it: keys of persons, tokens, keys and checkpoints of the log, unfinished bulk work. Both are compared.\n' +
        'Stopped or killed, the same command goes on. A target that holds something else is refused.\n' +
        'docs/how-to/move-a-ledger.md says what else belongs to a move.',
    )
    .requiredOption('--from <store...>', STORES)
    .requiredOption('--to <store...>', STORES)
    .option('--from-prefix <text>', 'what its streams begin with (default: EVENTSTORE_PREFIX, else ledger-)')
    .option('--to-prefix <text>', 'the same of the target')
    .option('--log-only', 'leave what belongs to the log where it is')
    .option('--json', 'print what was copied as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      finish(await copy(command.optsWithGlobals<CopyOptions>()))
    })

async function copy(options: CopyOptions): Promise<ExitCode> {
  const { from, to, fromPrefix, toPrefix, logOnly, json } = options
  const ledgers = [named(from, fromPrefix, logOnly), named(to, toPrefix, logOnly)] as const
  if (placesOf(ledgers[0]).join() === placesOf(ledgers[1]).join())
    throw new Failure(exit.usage, 'same-store', [`${placesOf(ledgers[0])[0]} is source and target; name two stores`])
  await using opened = new AsyncDisposableStack()
  const pairs = await openPairs(...ledgers, async (store) => opened.adopt(await store, (one) => one.close())).catch(
    unusable,
  )
  const stop = interruption('Finishing what is under way; the same command goes on from there …')
  try {
    const copied = await carriedOut(pairs, json === true, stop.signal)
    await (json ? printJson(report(copied, ledgers)) : tell(copied, ledgers))
    return exit.ok
  } catch (error) {
    if (stop.signal.aborted) return exit.interrupted
    throw explained(error, ledgers[1])
  } finally {
    stop.release()
  }
}

type Both = readonly [from: NamedLedger, to: NamedLedger]

const placesOf = ({ log, belongings }: NamedLedger): readonly string[] => [
  ...new Set([log.place, ...(belongings ? [belongings.place] : [])]),
]

async function carriedOut(pairs: LedgerPairs, quiet: boolean, signal: AbortSignal): Promise<CopiedLedger> {
  let shown = ''
  let display = progressDisplay('', { quiet: true })
  const onProgress = ({ what, count, done, total }: LedgerCopyProgress) => {
    if (what !== shown) {
      display.end()
      shown = what
      display = progressDisplay(`copy: ${what}`, { quiet })
    }
    display.show(done, total, grouped(count))
  }
  try {
    return await copyLedger(pairs, { signal, onProgress })
  } finally {
    display.end()
  }
}

const report = ({ log, belongings }: CopiedLedger, [from, to]: Both) => ({
  from: placesOf(from),
  to: placesOf(to),
  ...log,
  ...(belongings ? { belongings } : {}),
})

function tell({ log, belongings }: CopiedLedger, [from, to]: Both): void {
  if (log)
    say(`${to.log.place} holds the log of ${from.log.place}: ${counted(log.events, 'event')}, compared one by one.`)
  if (belongings) say(`${to.belongings!.place} holds what belongs to it, compared with ${from.belongings!.place}.`)
  const rows = [
    ...(log ? [['events', log.events, log.copied, log.digest] as const] : []),
    ...(belongings ? parts.map((part) => rowOf(part, belongings[part])) : []),
  ]
  const numbers = rows.map(([what, held, copied, digest]) => [what, grouped(held), grouped(copied), digest])
  say(`\n${table([['', 'held', 'copied just now', 'SHA-256'], ...numbers])}`)
}

const rowOf = (part: string, { held, copied, digest }: CopiedPart) => [part, held, copied, digest] as const

function named(stores: readonly string[], prefix: string | undefined, logOnly: true | undefined): NamedLedger {
  try {
    const { log, belongings } = namedLedger(stores, process.env, prefix)
    if (logOnly) return { log }
    if (belongings) return { log, belongings }
    throw new BadSettings([
      `${log.place} holds a log and nothing else: name the data folder or the MongoDB of its keys and tokens as well, or ` +
        'copy the log alone with --log-only',
    ])
  } catch (error) {
    if (error instanceof BadSettings) throw new Failure(exit.usage, 'bad-store', error.problems)
    throw error
  }
}

function unusable(error: unknown): never {
  if (error instanceof CannotOpen) throw new Failure(exit.store, 'cannot-open', [error.message], { cause: error })
  throw error
}

function explained(error: unknown, target: NamedLedger): Failure {
  const { message } = error as Error
  if (error instanceof NotACopy)
    return new Failure(exit.store, 'not-a-copy', [
      message,
      `${placesOf(target).join(' and ')} was left as it is. Name an empty store, or another prefix.`,
    ])
  const goOn = 'Give the same command again: it goes on where it was.'
  return new Failure(exit.store, 'store', [message, goOn], { cause: error })
}
