import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Ledger } from '@ledger/ledger'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { queryOf } from '../asked.js'
import { printJson } from '../console.js'
import { exit, Failure } from '../exit.js'
import { outputTo } from '../output.js'
import { progressDisplay } from '../progress.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

const formats = { json: 'application/json', csv: 'text/csv', ndjson: 'application/x-ndjson' } as const

interface AskOptions {
  readonly format: keyof typeof formats
  readonly out?: string
  readonly dataDir?: string
}

export const askCommand = (): Command =>
  new Command('ask')
    .summary('any question of the API: today, or at any moment of the past')
    .description(
      'Ask what GET answers at an address of the API, without a service and beside one. Views are brought up to the end of the log first.',
    )
    .argument('<address>', 'such as value-pyramid, or "campaigns/fair/participants?limit=10"', addressOf)
    .option('--known-at <moment>', 'as the ledger knew it then')
    .option('--known-at-position <position>', 'as the ledger knew it at this position of the log')
    .option('--as-of <moment>', 'as it was at this moment, or at the end of this day, whenever it was recorded')
    .addOption(new Option('--format <format>', 'form of the answer').choices(Object.keys(formats)).default('json'))
    .option('--out <file>', 'where to write it (default: the standard output)')
    .action(async (address: string, _options: unknown, command: Command) =>
      ask(address, command.optsWithGlobals<AskOptions>()),
    )

/** An address below `/v1`, which may be left out. */
function addressOf(said: string): string {
  const path = said.replace(/^\/?(v1\/)?/, '/v1/')
  if (URL.canParse(path, 'http://localhost')) return path
  throw new InvalidArgumentError('An address of the API, such as value-pyramid.')
}

async function ask(address: string, options: AskOptions): Promise<void> {
  const moment = new URLSearchParams(queryOf(options, ['knownAt', 'knownAtPosition', 'asOf'])).toString()
  const url = moment === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${moment}`
  await withLedger(settingsOfExisting(options), async (ledger) => {
    const file = await outputTo(options.out)
    // Answers in JSON come in pages, so that one fits in memory.
    const write = async (answer: Readable) =>
      options.format === 'json' && options.out === undefined ? printJson(JSON.parse(await text(answer))) : file(answer)
    const display = progressDisplay('bringing the views up to date', { quiet: options.out === undefined })
    await ledger.projector.catchUp((done, total) => display.show(done, total)).finally(() => display.end())
    await answered(ledger, url, formats[options.format], write)
  })
}

/** By the service itself, which listens nowhere. Whoever can read the stores may ask for everything. */
async function answered(
  ledger: Ledger,
  url: string,
  accept: string,
  write: (answer: Readable) => Promise<void>,
): Promise<void> {
  const { createApp } = await import('../../../ledger/src/app.js')
  const operator = { actor: 'command-line', roles: ['admin'], tokenId: 'command-line' } as const
  const app = await createApp(ledger, pino({ level: 'silent' }), { authenticate: async () => operator })
  try {
    const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance
    const headers = { accept, authorization: 'Bearer command-line' }
    const answer = await server.inject({ method: 'GET', url, headers, payloadAsStream: true })
    if (answer.statusCode >= 400) throw refused(await text(answer.stream()))
    await write(answer.stream())
  } finally {
    await app.close()
  }
}

interface Refusal {
  readonly code: string
  readonly title: string
  readonly status: number
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

function refused(body: string): Failure {
  const { code, title, status, errors = [] } = JSON.parse(body) as Refusal
  const lines = errors.map(({ field, message }) => `${field} ${message}`)
  return new Failure(status >= 500 ? exit.store : exit.usage, code, lines.length > 0 ? lines : [title])
}
