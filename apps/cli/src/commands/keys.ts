import type { PublicKey } from '@ledger/proof'
import { Command } from 'commander'
import { print, printJson, say, table } from '../console.js'
import { settingsOfExisting, withProof } from '../with-ledger.js'

interface KeysOptions {
  readonly json?: true
  readonly dataDir?: string
}

export const keysCommand = (): Command =>
  new Command('keys')
    .summary('public keys of the log; rotate them')
    .description('The keys that checkpoints are signed with. Public keys stay for ever.')
    .addCommand(list(), { isDefault: true })
    .addCommand(rotate())

const list = (): Command =>
  new Command('list')
    .description('List the public keys, oldest first.')
    .option('--json', 'print them as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      const { json, ...rest } = command.optsWithGlobals<KeysOptions>()
      const keys = await withProof(settingsOfExisting(rest), async ({ proof }) => proof.keys.list())
      if (json) return printJson(keys.map(plain))
      const line = ({ key, madeAt, retiredAt }: PublicKey) => [key.text, madeAt, retiredAt ?? '']
      await print(table([['key', 'made', 'retired'], ...keys.map(line)]))
    })

const rotate = (): Command =>
  new Command('rotate')
    .description('Make a new key, introduced by the old one, whose secret is destroyed. A running service notices.')
    .option('--json', 'print it as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      const { json, ...rest } = command.optsWithGlobals<KeysOptions>()
      const made = await withProof(settingsOfExisting(rest), async ({ proof }) => proof.keys.rotate())
      if (json) return printJson(plain(made))
      await print(`${made.key.text}\n`)
      say('Tell it to whoever verifies; the key before has signed that it follows.')
    })

const plain = ({ key, ...about }: PublicKey) => ({ key: key.text, ...about })
