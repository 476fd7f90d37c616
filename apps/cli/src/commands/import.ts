import { accessSync, constants, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { BadManifest, prepareImport, problemLine, Rehearsal, RejectsFile, runImport } from '@ledger/imports'
import type { ImportReport, KnownStates, PreparedImport, Progress, RunOptions } from '@ledger/imports'
import { ledgerIsThere } from '@ledger/ledger'
import type { Settings } from '@ledger/ledger'
import { Command } from 'commander'
import { counted, grouped, printJson, say, table } from '../console.js'
import { exit, Failure } from '../exit.js'
import type { ExitCode } from '../exit.js'
import { interruption } from '../interruption.js'
import { progressDisplay } from '../progress.js'
import { settingsOf, withLedger } from '../with-ledger.js'

interface ImportOptions {
  readonly from: string
  readonly dryRun?: true
  readonly rejects?: string
  readonly json?: true
  readonly dataDir?: string
}

export const importCommand = (finish: (code: ExitCode) => void): Command =>
  new Command('import')
    .summary('bring in files, as a manifest says')
    .description(
      'Bring in customers, campaigns, answers, purchases, … from files, as a manifest (YAML or JSON) says.\n' +
        'A second import of the same doubles nothing; a running service may go on running.\n' +
        'docs/how-to/import-your-data.md teaches the manifest.',
    )
    .argument('<manifest>', 'the manifest')
    .requiredOption('--from <folder>', 'folder of the files that it names')
    .option('--dry-run', 'read and decide everything, write nothing')
    .option(
      '--rejects <file>',
      'where rows that are not taken are listed (default: <source>.rejects.csv, if there are any)',
    )
    .option('--json', 'print the report as one JSON document')
    .action(async (manifest: string, _options: unknown, command: Command) => {
      finish(await importFiles(manifest, command.optsWithGlobals<ImportOptions>()))
    })

async function importFiles(manifest: string, options: ImportOptions): Promise<ExitCode> {
  const settings = settingsOf(options)
  const prepared = await preparedFrom(manifest, options.from)
  const path = options.rejects ?? `${prepared.manifest.source}.rejects.csv`
  checkRejects(path, manifest, options.from, prepared)
  const rejects = new RejectsFile(path, prepared)
  const stop = interruption('Finishing what is under way …')
  const display = progressDisplay(options.dryRun ? 'trying' : 'importing', { quiet: options.json === true })
  let rejectsFile: string | undefined
  try {
    const report = await run(
      prepared,
      settings,
      { dryRun: options.dryRun === true, quiet: options.json === true, afterwards: () => display.end() },
      {
        signal: stop.signal,
        onReject: (reject) => rejects.add(reject),
        onProgress: ({ bytes, totalBytes, file, counts }) =>
          display.show(bytes, totalBytes, noteOf(file, counts, options.dryRun === true)),
      },
    )
    display.end()
    rejectsFile = rejects.close()
    // What an import before has listed would be taken for this one's.
    if (rejectsFile === undefined && options.rejects === undefined) rmSync(path, { force: true })
    if (options.json) await printJson({ ...report, ...(rejectsFile === undefined ? {} : { rejectsFile }) })
    else tell(report, rejectsFile)
    if (report.interrupted) return exit.interrupted
    return report.totals.rejected > 0 ? exit.rejects : exit.ok
  } catch (error) {
    if (error instanceof Failure) throw error
    const goOn = 'What was recorded until then stays. Give the same command again: it goes on, and doubles nothing.'
    throw new Failure(exit.store, 'store', [(error as Error).message, goOn], { cause: error })
  } finally {
    display.end()
    rejects.close()
    stop.release()
  }
}

async function preparedFrom(manifest: string, from: string): Promise<PreparedImport> {
  const folder = statSync(from, { throwIfNoEntry: false })
  if (!folder?.isDirectory())
    throw new Failure(exit.usage, 'no-folder', [
      `--from ${from}: there is no such folder (looked for ${resolve(from)})`,
    ])
  try {
    return await prepareImport({ text: readFileSync(manifest, 'utf8'), folder: from })
  } catch (error) {
    if (error instanceof BadManifest) {
      const lines = error.problems.map((problem) => `${manifest}: ${problemLine(problem)}`)
      throw new Failure(exit.usage, 'bad-manifest', [...lines, 'Nothing was imported.'])
    }
    if ((error as NodeJS.ErrnoException).code !== undefined)
      throw new Failure(exit.usage, 'no-manifest', [(error as Error).message])
    throw error
  }
}

function checkRejects(path: string, manifest: string, from: string, { files }: PreparedImport): void {
  const unusable = (why: string) =>
    new Failure(exit.usage, 'rejects-not-writable', [`${path} ${why}: name another file with --rejects`])
  const inputs = [manifest, ...files.map(({ source }) => join(from, source.path))].map((one) => resolve(one))
  if (inputs.includes(resolve(path))) throw unusable('is read by this import')
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw unusable('is a folder')
  try {
    accessSync(existsSync(path) ? path : dirname(resolve(path)), constants.W_OK)
  } catch {
    throw unusable('cannot be written')
  }
}

/** A dry run opens the ledger only where there is one: it makes no file. */
function run(
  prepared: PreparedImport,
  settings: Settings,
  { dryRun, quiet, afterwards }: { dryRun: boolean; quiet: boolean; afterwards: () => void },
  options: Omit<RunOptions, 'execute'>,
): Promise<ImportReport> {
  if (!dryRun) {
    return withLedger(settings, async ({ executor, projector }) => {
      // Views that are there from the beginning need not be filled one by one at the end.
      await projector.catchUp()
      const report = await runImport(prepared, { ...options, execute: await executor.expectingNew() })
      afterwards()
      // Who stops an import wants to go; the next start brings the views up to date.
      if (report.interrupted) return report
      const display = progressDisplay('views', { quiet })
      await projector.catchUp((done, total) =>
        display.show(done, total, `${grouped(done)} of ${grouped(total)} events`),
      )
      display.end()
      return report
    })
  }
  const rehearsed = async (known?: KnownStates) => {
    using rehearsal = new Rehearsal(known)
    return await runImport(prepared, { ...options, dryRun, execute: rehearsal })
  }
  return ledgerIsThere(settings) ? withLedger(settings, ({ states }) => rehearsed(states)) : rehearsed()
}

const noteOf = (file: string, { recorded, unchanged, rejected }: Progress['counts'], dryRun: boolean): string =>
  `${file}  ${grouped(recorded)} ${dryRun ? 'new' : 'recorded'}, ${grouped(unchanged)} unchanged, ${grouped(rejected)} rejected`

function tell(
  { files, totals, rejects, reasons, dryRun, interrupted, seconds, source }: ImportReport,
  rejectsFile?: string,
): void {
  const head = ['file', 'rows are', 'rows', 'items', dryRun ? 'would record' : 'recorded', 'unchanged', 'rejected']
  const line = (path: string, kind: string, one: typeof totals) => [
    path,
    kind,
    ...[one.rows, one.items, one.recorded, one.unchanged, one.rejected].map(grouped),
  ]
  say(table([head, ...files.map((file) => line(file.path, file.kind, file)), line('total', '', totals)]))
  if (totals.passedOver > 0) say(`Passed over, as the manifest says (where): ${counted(totals.passedOver, 'row')}.`)
  for (const { file, line: number, message } of rejects.slice(0, 5)) say(`${file}, line ${number}: ${message}`)
  if (totals.rejected > 0) {
    const counts = Object.entries(reasons).map(([code, count]) => `${code} ${grouped(count)}`)
    say(`Not taken: ${counted(totals.rejected, 'row')} (${counts.join(', ')}): ${rejectsFile ?? ''}`)
  }
  const rate = seconds > 0 ? `, ${grouped(Math.round(totals.rows / seconds))} rows/s` : ''
  if (interrupted) say(`Stopped. Give the same command again to go on; nothing of ${source} is doubled.`)
  else if (dryRun) say(`Nothing was written: this was a dry run (${seconds} s).`)
  else say(`Imported ${source} in ${seconds} s${rate}.`)
}
