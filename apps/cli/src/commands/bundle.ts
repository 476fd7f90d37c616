import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { asId, ID_RULE } from '@ledger/fields'
import { bundleOf, SpanBeyondLog, withinLog } from '@ledger/proof'
import type { BundleLine, BundleScope } from '@ledger/proof-verifier'
import { Command, InvalidArgumentError } from 'commander'
import { counted, grouped, printJson, say } from '../console.js'
import { exit, Failure } from '../exit.js'
import { growTree } from '../grow-tree.js'
import { settingsOfExisting, withProof } from '../with-ledger.js'

interface BundleOptions {
  readonly campaign?: string
  readonly from?: number
  readonly to?: number
  readonly output: string
  readonly json?: true
  readonly dataDir?: string
}

export const bundleCommand = (): Command =>
  new Command('bundle')
    .summary('everything to verify a campaign, or a span of the log, offline')
    .description(
      'Write events, proofs, checkpoints, public keys and policies into one file, which `verify bundle` verifies\n' +
        'anywhere. The log is signed as it is now first.',
    )
    .option('--campaign <id>', 'what belongs to a campaign', checkCampaign)
    .option('--from <position>', 'or a span of the log: its first position', checkPosition)
    .option('--to <position>', 'the last position of the span; the end of the log where it is behind it', checkPosition)
    .requiredOption('--output <file>', 'where to write it')
    .option('--json', 'print what was written as one JSON document')
    .action(async (_options: unknown, command: Command) => bundle(command.optsWithGlobals<BundleOptions>()))

async function bundle(options: BundleOptions): Promise<void> {
  const asked = scopeOf(options)
  await withProof(settingsOfExisting(options), async (opened) => {
    const { events, proof } = opened
    const { scope } = await withinLog(events, asked).catch(beyondLog)
    await growTree(opened, options)
    const checkpoint = await proof.checkpoints.issue()
    if (!checkpoint) throw new Failure(exit.usage, 'log-empty', ['there is nothing in the log yet'])
    if ('campaign' in scope) {
      const [first] = await Array.fromAsync(events.readStream(`campaign-${scope.campaign}`, { limit: 1 }))
      if (!first) throw new Failure(exit.usage, 'campaign-unknown', [`nothing is known of ${scope.campaign}`])
    }
    const count = await written(options.output, bundleOf({ events, proof, scope, checkpoint, madeAt: new Date() }))
    const made = { file: options.output, scope, events: count, size: checkpoint.size }
    if (options.json) return printJson(made)
    say(`${counted(count, 'event')}, proven to be in a log of ${grouped(checkpoint.size)}: see ${options.output}`)
  })
}

function beyondLog(error: unknown): never {
  if (!(error instanceof SpanBeyondLog)) throw error
  throw new Failure(exit.usage, 'scope', [`--from must not be more than ${error.end}: ${error.message}`])
}

/** Under another name until it is whole. */
async function written(file: string, lines: AsyncIterable<BundleLine>): Promise<number> {
  const beside = `${file}.part`
  const out = createWriteStream(beside)
  await once(out, 'open').catch((error: Error) => {
    throw new Failure(exit.usage, 'not-writable', [`${file} cannot be written: ${error.message}`])
  })
  let count = 0
  const texts = async function* () {
    for await (const line of lines) {
      if (line.kind === 'event') count += 1
      yield `${JSON.stringify(line)}\n`
    }
  }
  try {
    await pipeline(texts, out)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  return count
}

function scopeOf({ campaign, from, to }: BundleOptions): BundleScope {
  if (campaign !== undefined && from === undefined && to === undefined) return { campaign }
  if (campaign === undefined && from !== undefined && to !== undefined && from <= to) return { from, to }
  throw new Failure(exit.usage, 'scope', ['say either --campaign, or --from and --to, the first not after the second'])
}

function checkCampaign(text: string): string {
  const id = asId(text)
  if (id === undefined) throw new InvalidArgumentError(`A campaign ${ID_RULE}.`)
  return id
}

function checkPosition(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A position is a whole number.')
  return Number(text)
}
