import { diffOf } from '@ledger/audit'
import { Command, Option } from 'commander'
import { answered, queryOf } from '../asked.js'
import { print, printJson, say } from '../console.js'
import { progressDisplay } from '../progress.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

interface DiffOptions {
  readonly json?: true
  readonly dataDir?: string
}

export const diffCommand = (): Command =>
  new Command('diff')
    .summary('what differs between two moments of a subject, in words')
    .description('Compare what was known of a campaign, a participant, a customer or a policy at two moments.')
    .argument('<subject>', 'as of a history: campaign/<id>, customer/<id>, …')
    .requiredOption('--from <moment>', 'a moment, or a position of the log; with --by occurred a moment or a day')
    .option('--to <moment>', 'the same; today where nothing is said')
    .addOption(new Option('--by <way>', 'what was known by then, or what had occurred').choices(['known', 'occurred']))
    .option('--json', 'print it as one JSON document')
    .action(async (subject: string, _options: unknown, command: Command) =>
      diff(subject, command.optsWithGlobals<DiffOptions>()),
    )

async function diff(subject: string, options: DiffOptions): Promise<void> {
  const query = { subject, ...queryOf(options, ['from', 'to', 'by']) }
  await withLedger(settingsOfExisting(options), async (ledger) => {
    const display = progressDisplay('bringing the views up to date', { quiet: options.json === true })
    await ledger.projector.catchUp((done, total) => display.show(done, total)).finally(() => display.end())
    const found = await answered(() => diffOf(ledger.vantages, ledger.codec, query))
    if (options.json) return printJson(found)
    for (const { words } of found.changes) await print(`${words}\n`)
    if (found.changes.length === 0) say('Nothing differs.')
  })
}
