import { Command } from 'commander'
import manifest from '../../../package.json' with { type: 'json' }
import { askCommand } from './commands/ask.js'
import { bundleCommand } from './commands/bundle.js'
import { copyCommand } from './commands/copy.js'
import { diffCommand } from './commands/diff.js'
import { exportCommand } from './commands/export.js'
import { funnelCommand } from './commands/funnel.js'
import { historyCommand } from './commands/history.js'
import { importCommand } from './commands/import.js'
import { keysCommand } from './commands/keys.js'
import { rebuildCommand } from './commands/rebuild.js'
import { replayCommand } from './commands/replay.js'
import { startCommand } from './commands/start.js'
import { statusCommand } from './commands/status.js'
import { tokenCommand } from './commands/token.js'
import { verifyCommand } from './commands/verify.js'
import { whatIfCommand } from './commands/what-if.js'
import type { ExitCode } from './exit.js'

/** The command line. `finish` is told the exit code of commands that have more than one good end. */
export function program(finish: (code: ExitCode) => void): Command {
  const root = new Command('ledger')
    .description('The Campaign Ledger on the command line.')
    .version(manifest.version, '--version', 'print the version')
    .option('--data-dir <folder>', 'data folder (default: DATA_DIR, else data)')
    .helpCommand(true)
    .showHelpAfterError('(--help says more)')
  for (const command of [
    startCommand(),
    importCommand(finish),
    exportCommand(),
    copyCommand(finish),
    rebuildCommand(finish),
    statusCommand(),
    tokenCommand(),
    verifyCommand(finish),
    replayCommand(finish),
    historyCommand(),
    diffCommand(),
    askCommand(),
    funnelCommand(),
    whatIfCommand(),
    bundleCommand(),
    keysCommand(),
  ]) {
    root.addCommand(command)
  }
  root.addHelpText(
    'after',
    '\nExit codes: 0 done, 1 some rows were not taken or something is not sound, 2 wrong usage, 3 the store cannot be used, 130 stopped.',
  )
  everyCommand(root, (command) => command.exitOverride())
  return root
}

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command)
  for (const one of command.commands) everyCommand(one, change)
}
