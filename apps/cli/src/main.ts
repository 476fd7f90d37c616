import 'reflect-metadata'
import { CommanderError } from 'commander'
import { printJson, say } from './console.js'
import { exit, Failure } from './exit.js'
import type { ExitCode } from './exit.js'
import { program } from './program.js'

/** Runs the command line; the exit code. */
async function main(args: readonly string[]): Promise<ExitCode | undefined> {
  let code: ExitCode | undefined
  try {
    await program((one) => (code = one)).parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage
    if (!(error instanceof Failure)) throw error
    if (args.includes('--json')) await printJson({ error: { code: error.code, messages: error.lines } })
    for (const line of error.lines) say(line)
    return error.exitCode
  }
}

main(process.argv.slice(2)).then(
  // A service that was started goes on running; everything else ends by itself.
  (code) => void (process.exitCode = code),
  (error: unknown) => {
    say(`campaign-ledger: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = exit.store
  },
)
