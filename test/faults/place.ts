import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { callerOf } from './caller.js'
import type { Caller } from './caller.js'
import type { Circumstances } from './journey.js'
import { preparation } from './load/commands.js'
import { Load } from './load/load.js'
import type { Tokens } from './load/load.js'
import { randomOf } from './random.js'
import { startProcess } from './service-process.js'
import type { ServiceProcess, StartOptions } from './service-process.js'
import type { Stack } from './stacks/stack.js'

/** A service that listens, and a caller who may do everything. */
export interface Running {
  readonly process: ServiceProcess
  readonly url: string
  readonly admin: Caller
}

/** A data folder with the load that is brought to it, through all starts and ends of services on it. */
export interface Place extends AsyncDisposable {
  readonly dataDir: string
  readonly tokens: Tokens
  readonly load: Load
  start(options?: StartOptions): Promise<Running>
  /** A caller at another address, such as a service on a copy of the folder. */
  at(url: string): Caller
}

/** The command line of the product, as it is built. */
export const ledgerCommand = (stack: Stack, dataDir: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, ['dist/apps/cli/src/main.js', ...args], { env: environmentOf(stack, dataDir) })

/** Nothing that the harness itself was set to leads a process elsewhere. */
export const environmentOf = (stack: Stack, dataDir: string) => ({
  PATH: process.env['PATH'],
  ...stack.environment(dataDir),
})

/** A new folder, on which campaigns are prepared by a service that was stopped again. */
export async function preparedPlace(
  name: string,
  { stack, seed }: Circumstances,
  writers?: number,
  within: string = tmpdir(),
): Promise<Place> {
  const dataDir = await mkdtemp(join(within, `ledger-${name}-`))
  const started: ServiceProcess[] = []
  const start = async (options?: StartOptions): Promise<Running> => {
    const service = startProcess(stack, dataDir, options)
    started.push(service)
    const url = await service.listening
    return { process: service, url, admin: callerOf(url, tokens.admin) }
  }
  const tokens = { admin: '', alex: '' }
  const load = new Load(`s${seed}`, randomOf(`${name}/${seed}`), tokens, writers)
  const { process: service, url } = await start()
  tokens.admin = (await readFile(join(dataDir, 'token'), 'utf8')).trim()
  const made = await ledgerCommand(stack, dataDir, 'token', 'create', '--actor', 'alex', '--role', 'approver')
  tokens.alex = made.stdout.trim()
  await load.inOrder(preparation(`s${seed}`), () => url, AbortSignal.timeout(30_000))
  await service.end('SIGTERM')
  return {
    dataDir,
    tokens,
    load,
    start,
    at: (elsewhere) => callerOf(elsewhere, tokens.admin),
    async [Symbol.asyncDispose]() {
      // Where a journey fails in the middle, its services still run.
      for (const one of started) await one.end('SIGKILL')
      await stack.remove?.(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
