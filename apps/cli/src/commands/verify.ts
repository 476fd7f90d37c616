import { readFileSync } from 'node:fs'
import { events as definitions } from '@ledger/ledger'
import { fsck, TreeOfAnotherLog } from '@ledger/proof'
import type { FsckReport } from '@ledger/proof'
import { textOfReport, textOfVouched, trustOf, verifyBundleFile } from '@ledger/proof-verifier'
import type { Trust } from '@ledger/proof-verifier'
import { Command } from 'commander'
import { counted, grouped, print, printJson } from '../console.js'
import { exit, Failure } from '../exit.js'
import type { ExitCode } from '../exit.js'
import { growTree } from '../grow-tree.js'
import { progressDisplay } from '../progress.js'
import { asFound, settingsOfExisting, withProof } from '../with-ledger.js'

interface VerifyOptions {
  readonly key?: readonly string[]
  readonly checkpoint?: string
  readonly json?: true
  readonly dataDir?: string
}

export const verifyCommand = (finish: (code: ExitCode) => void): Command =>
  trusting(new Command('verify'))
    .summary('look through the log and everything that proves it')
    .description(
      'Look at every event, at its order and its leaf, at the tree, at the checkpoints and their signatures.\n' +
        'Ends with 0 where all is sound, with 1 where something is not.',
    )
    .action(async (_options: unknown, command: Command) => {
      finish(await verifyStore(command.optsWithGlobals<VerifyOptions>()))
    })
    .addCommand(
      trusting(new Command('bundle'))
        .description('Verify a bundle, offline: needs no service and no data folder.')
        .argument('<file>', 'as `bundle` has written it')
        .action(async (file: string, _options: unknown, command: Command) => {
          finish(await verifyBundle(file, command.optsWithGlobals<VerifyOptions>()))
        }),
    )

const trusting = (command: Command): Command =>
  command
    .option(
      '--key <key>',
      'a public key of the log, or of a witness, that you know; may be repeated',
      (key: string, before: readonly string[] = []) => [...before, key],
    )
    .option('--checkpoint <file>', 'a checkpoint that you have kept')
    .option('--json', 'print the report as one JSON document')

async function verifyBundle(file: string, options: VerifyOptions): Promise<ExitCode> {
  const report = await verifyBundleFile(file, trustFrom(options)).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error
    throw new Failure(exit.usage, 'not-readable', [`${file} cannot be read: ${error.message}`])
  })
  await (options.json ? printJson(report) : print(textOfReport(report)))
  return report.sound ? exit.ok : exit.unsound
}

async function verifyStore(options: VerifyOptions): Promise<ExitCode> {
  const trust = trustFrom(options)
  const report = await withProof(asFound(settingsOfExisting(options)), async (opened) => {
    const { events, proof } = opened
    await growTree(opened, options).catch((error: unknown) => {
      // Where the tree cannot go on with this log, that is found below, leaf by leaf.
      if (!(error instanceof TreeOfAnotherLog)) throw error
    })
    const { events: total } = await events.lag(undefined, Number.MAX_SAFE_INTEGER)
    const display = progressDisplay('verifying', { quiet: options.json === true })
    const progress = (done: number) => display.show(done, total, `${grouped(done)} of ${grouped(total)} events`)
    return fsck({ events, proof, definitions, trust, progress }).finally(() => display.end())
  })
  await (options.json ? printJson(report) : print(shown(report)))
  return report.sound ? exit.ok : exit.unsound
}

function trustFrom({ key = [], checkpoint }: VerifyOptions): Trust {
  try {
    return trustOf(key, checkpoint === undefined ? undefined : readFileSync(checkpoint, 'utf8'))
  } catch (error) {
    throw new Failure(exit.usage, 'trust', [(error as Error).message], { cause: error })
  }
}

function shown(report: FsckReport): string {
  const { sound, events, streams, tree, checkpoints, keys, vouched, findings, found } = report
  const more = found - findings.length
  return [
    `events       ${grouped(events)} in ${counted(streams, 'stream')}`,
    `tree         ${grouped(tree.leaves)} leaves, root ${tree.root ?? 'cannot be reckoned'}`,
    ...(tree.behind > 0 ? [`             without a leaf yet: ${counted(tree.behind, 'event')}`] : []),
    `checkpoints  ${grouped(checkpoints)}, with ${countersignaturesIn(report)}`,
    `keys         ${keys === 'yours' ? textOfVouched(vouched) : 'as the store lists them: no key of the log was named'}`,
    ...findings.map(
      ({ code, message, position }) => `${position === undefined ? '' : `position ${position}: `}${message} [${code}]`,
    ),
    ...(more > 0 ? [`… and ${grouped(more)} more`] : []),
    sound ? 'SOUND' : 'NOT SOUND',
    '',
  ].join('\n')
}

/** None that is verified is another thing than none. */
function countersignaturesIn({ countersignatures, otherCountersignatures: others }: FsckReport): string {
  const verified = counted(countersignatures, 'countersignature')
  if (others === 0) return verified
  return `${verified} of witnesses named in WITNESS_KEYS, and ${grouped(others)} of others, not verified`
}
