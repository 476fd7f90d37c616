import { Command } from 'commander'

export const startCommand = (): Command =>
  new Command('start')
    .summary('start the service')
    .description(
      'Start the service, as npm start does. Its settings are environment variables: docs/reference/settings.md.',
    )
    .action(async (_options: unknown, command: Command) => {
      const { dataDir } = command.optsWithGlobals<{ dataDir?: string }>()
      if (dataDir !== undefined) process.env['DATA_DIR'] = dataDir
      await import('../../../ledger/src/main.js')
    })
