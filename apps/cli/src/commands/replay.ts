import { replayOf } from '@ledger/ledger'
import type { ReplayedView } from '@ledger/read-store'
import { Command } from 'commander'
import { grouped, print, printJson, table } from '../console.js'
import { exit } from '../exit.js'
import type { ExitCode } from '../exit.js'
import { progressDisplay } from '../progress.js'
import { asFound, settingsOfExisting, withLedger } from '../with-ledger.js'

interface ReplayOptions {
  readonly json?: true
  readonly dataDir?: string
}

export const replayCommand = (finish: (code: ExitCode) => void): Command =>
  new Command('replay')
    .summary('prove that every view is what a replay of the log gives')
    .description(
      'Fill every view from the first event on, beside the live ones, and compare them. Changes nothing.\n' +
        'Ends with 0 where all are the same, with 1 where one is not. Beside a service that records, a view\n' +
        'may differ by what came meanwhile.',
    )
    .requiredOption('--check', 'compare, and remove what was filled')
    .option('--json', 'print the comparison as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      finish(await replay(command.optsWithGlobals<ReplayOptions>()))
    })

async function replay(options: ReplayOptions): Promise<ExitCode> {
  const quiet = options.json === true
  const compared = await withLedger(asFound(settingsOfExisting(options)), async (ledger) => {
    const live = progressDisplay('bringing the views up to date', { quiet })
    await ledger.projector.catchUp((done, total) => live.show(done, total)).finally(() => live.end())
    const display = progressDisplay('replaying', { quiet })
    return replayOf(ledger, (done, total) => display.show(done, total)).finally(() => display.end())
  })
  await (options.json ? printJson(compared) : print(shown(compared)))
  return compared.every(({ same }) => same) ? exit.ok : exit.unsound
}

function shown(compared: readonly ReplayedView[]): string {
  const lines = compared.map(({ view, version, same, replayed }) => [
    view,
    `v${version}`,
    grouped(replayed.documents),
    replayed.digest.slice(0, 16),
    same ? 'the same' : 'DIFFERENT',
  ])
  return [
    table([['view', 'version', 'documents', 'digest', 'is'], ...lines]),
    ...compared.flatMap((one) => (one.difference ? [differenceOf(one.view, one.difference)] : [])),
    ...compared.flatMap((one) => (one.misfiled ? [misfiledOf(one.view, one.misfiled)] : [])),
  ].join('\n')
}

function misfiledOf(view: string, { key, field, filedUnder, has }: NonNullable<ReplayedView['misfiled']>): string {
  return [
    `${view}, first document that is found under another value than it has: ${key}`,
    `  ${field} is ${JSON.stringify(filedUnder)} to whoever asks, and ${JSON.stringify(has)} in the document`,
    `  a rebuild mends it: ledger rebuild ${view}`,
    '',
  ].join('\n')
}

function differenceOf(view: string, { key, lived, replayed, events }: NonNullable<ReplayedView['difference']>): string {
  const told = (document: object | undefined) => (document ? JSON.stringify(document) : 'no document')
  return [
    `${view}, first document that differs: ${key}`,
    `  is        ${told(lived)}`,
    `  shall be  ${told(replayed)}`,
    ...events.map(({ position, type, id }) => `  position ${position}: ${type} ${id}`),
    '',
  ].join('\n')
}
