import { roles } from '@ledger/access'
import type { Role, Tokens } from '@ledger/access'
import { asId, ID_RULE } from '@ledger/fields'
import { Command, InvalidArgumentError, Option } from 'commander'
import { print, printJson, say, table } from '../console.js'
import { exit, Failure } from '../exit.js'
import { settingsOfExisting, withTokensOf } from '../with-ledger.js'

interface CreateOptions {
  readonly actor: string
  readonly role: readonly Role[]
  readonly expires?: number
  readonly json?: true
  readonly dataDir?: string
}

const DAY_MS = 86_400_000

export const tokenCommand = (): Command =>
  new Command('token')
    .summary('make, list and end tokens of the API')
    .description(
      'Tokens of the API: each stands for an actor with roles. A running service knows of a change within a second.',
    )
    .addCommand(create(), { isDefault: false })
    .addCommand(list())
    .addCommand(revoke())

const create = (): Command =>
  new Command('create')
    .description('Make a token. It is printed once, and kept nowhere: only its hash is.')
    .requiredOption('--actor <id>', 'for whom; stands in every event that they bring about', checkActor)
    .addOption(new Option('--role <role...>', 'what they may do').choices(roles).makeOptionMandatory())
    .option('--expires <days>', 'ends by itself after so many days', checkDays)
    .option('--json', 'print it as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      const { actor, role, expires, json, ...rest } = command.optsWithGlobals<CreateOptions>()
      const expiresAt =
        expires === undefined ? {} : { expiresAt: new Date(Date.now() + expires * DAY_MS).toISOString() }
      const made = { actor, roles: [...new Set(role)], ...expiresAt }
      const token = await onTokens(rest, (tokens) => tokens.create(made))
      await (json ? printJson({ token, ...made }) : print(`${token}\n`))
    })

const list = (): Command =>
  new Command('list')
    .description('List the tokens, without their secrets.')
    .option('--json', 'print them as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      const { json, ...rest } = command.optsWithGlobals<{ json?: true; dataDir?: string }>()
      const all = await onTokens(rest, (tokens) => tokens.list())
      if (json) return printJson(all)
      const line = (one: (typeof all)[number]) => [
        one.id,
        one.actor,
        one.roles.join(','),
        one.createdAt,
        one.expiresAt ?? '',
        one.revokedAt ?? '',
      ]
      await print(table([['id', 'actor', 'roles', 'made', 'expires', 'revoked'], ...all.map(line)]))
    })

const revoke = (): Command =>
  new Command('revoke')
    .description('End a token.')
    .argument('<id>', 'as `token list` shows it')
    .action(async (id: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ dataDir?: string }>()
      const done = await onTokens(options, (tokens) => tokens.revoke(id))
      if (!done) throw new Failure(exit.usage, 'token-unknown', [`there is no token ${id}; \`token list\` shows them`])
      say(`${id} ends now.`)
    })

const onTokens = <T>(options: { dataDir?: string }, work: (tokens: Tokens) => Promise<T>): Promise<T> =>
  withTokensOf(settingsOfExisting(options), work)

function checkActor(text: string): string {
  const id = asId(text)
  if (id === undefined) throw new InvalidArgumentError(`An actor ${ID_RULE}.`)
  return id
}

function checkDays(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 36_500)
    throw new InvalidArgumentError('A number of days, from 1 on.')
  return days
}
