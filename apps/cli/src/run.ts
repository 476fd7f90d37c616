import { CommanderError } from 'commander'
import { printJson, say } from './console.js'
import { exit, Failure } from './exit.js'
import type { ExitCode } from './exit.js'
import { program } from './program.js'

/**
 * Runs a command line, without the name of the program; gives its exit code. Undefined where something that was started
 * goes on running. Never throws: what went wrong is said on the standard error, and as JSON where `--json` is read.
 */
export async function run(args: readonly string[]): Promise<ExitCode | undefined> {
  let code: ExitCode | undefined
  try {
    await program((one) => (code = one)).parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage
    const failure = error instanceof Failure ? error : new Failure(exit.store, 'store', [messageOf(error)])
    if (args.includes('--json')) await printJson({ error: { code: failure.code, messages: failure.lines } })
    for (const line of failure.lines) say(line)
    return failure.exitCode
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
