import { copyLog, NotACopy } from '@ledger/event-sourcing'
import type { Copied, CopyProgress, EventStore } from '@ledger/event-sourcing'
import { BadSettings, CannotOpen, namedLog } from '@ledger/ledger'
import type { NamedLog } from '@ledger/ledger'
import { Command } from 'commander'
import { grouped, printJson, say } from '../console.js'
import { exit, Failure } from '../exit.js'
import type { ExitCode } from '../exit.js'
import { interruption } from '../interruption.js'
import { progressDisplay } from '../progress.js'

interface CopyOptions {
  readonly from: string
  readonly to: string
  readonly fromPrefix?: string
  readonly toPrefix?: string
  readonly json?: true
}

const STORE = 'a data folder, esdb://…, or EVENTSTORE_URL for the one in the environment'

export const copyCommand = (finish: (code: ExitCode) => void): Command =>
  new Command('copy')
    .summary('copy a whole log into another store')
    .description(
      'Copy a whole log into another store, in its order, with ids, times and content as they are, and compare both.\n' +
        'Stopped or killed, the same command goes on. A target that holds something else is refused.\n' +
        'docs/how-to/move-a-ledger.md says what else belongs to a move.',
    )
    .requiredOption('--from <store>', STORE)
    .requiredOption('--to <store>', STORE)
    .option('--from-prefix <text>', 'what its streams begin with (default: EVENTSTORE_PREFIX, else ledger-)')
    .option('--to-prefix <text>', 'the same of the target')
    .option('--json', 'print what was copied as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      finish(await copy(command.optsWithGlobals<CopyOptions>()))
    })

async function copy({ from, to, fromPrefix, toPrefix, json }: CopyOptions): Promise<ExitCode> {
  const [source, target] = [named(from, fromPrefix), named(to, toPrefix)]
  if (source.place === target.place)
    throw new Failure(exit.usage, 'same-store', [`${source.place} is source and target; name two stores`])
  await using opened = new AsyncDisposableStack()
  const open = async (log: NamedLog, make: boolean) =>
    opened.adopt(await log.open(make).catch(unusable), (store) => store.close())
  const stores = [await open(source, false), await open(target, true)] as const
  const stop = interruption('Finishing what is under way; the same command goes on from there …')
  try {
    const copied = await carriedOut(stores, json === true, stop.signal)
    if (json) await printJson({ from: source.place, to: target.place, ...copied })
    else tell(copied, source, target)
    return exit.ok
  } catch (error) {
    if (stop.signal.aborted) return exit.interrupted
    throw explained(error, target)
  } finally {
    stop.release()
  }
}

async function carriedOut([from, to]: readonly [EventStore, EventStore], quiet: boolean, signal: AbortSignal) {
  const display = progressDisplay('copy', { quiet })
  const show = ({ phase, events, position, head }: CopyProgress) =>
    display.show(position, head, `${phase} ${grouped(events)} events`)
  try {
    return await copyLog(from, to, show, signal)
  } finally {
    display.end()
  }
}

function tell({ events, copied, digest }: Copied, source: NamedLog, target: NamedLog): void {
  say(
    `${target.place} holds the ${grouped(events)} events of ${source.place}, compared one by one (SHA-256 ${digest}).`,
  )
  say(copied === events ? 'All of them were copied just now.' : `${grouped(copied)} of them were copied just now.`)
}

function named(store: string, prefix: string | undefined): NamedLog {
  try {
    return namedLog(store, process.env, prefix)
  } catch (error) {
    if (error instanceof BadSettings) throw new Failure(exit.usage, 'bad-store', error.problems)
    throw error
  }
}

function unusable(error: unknown): never {
  if (error instanceof CannotOpen) throw new Failure(exit.store, 'cannot-open', [error.message], { cause: error })
  throw error
}

function explained(error: unknown, { place }: NamedLog): Failure {
  const { message } = error as Error
  if (error instanceof NotACopy)
    return new Failure(exit.store, 'not-a-copy', [
      message,
      `${place} was left as it is. Name an empty store, or another prefix.`,
    ])
  const goOn = 'Give the same command again: it goes on where it was.'
  return new Failure(exit.store, 'store', [message, goOn], { cause: error })
}
