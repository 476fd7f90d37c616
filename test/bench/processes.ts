import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A server that listens, in a process of its own. */
export interface Served {
  readonly url: string
  /** Headers of somebody who may do everything. */
  readonly headers: Readonly<Record<string, string>>
  /** The most memory (bytes) that the process has taken since it was started. */
  peakMemory(): Promise<number>
  stop(): Promise<void>
}

const repository = new URL('../../', import.meta.url)
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/

/** The service as it is installed, on a data folder. */
export async function startService(dataDir: string): Promise<Served> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }
  const child = run(await startArguments(), env)
  const url = await addressOf(child)
  const token = (await readFile(join(dataDir, 'token'), 'utf8')).trim()
  return served(child, url, { authorization: `Bearer ${token}` })
}

/** How `npm start` runs it. */
async function startArguments(): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(new URL('package.json', repository), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').slice(1)
}

/** A peer that is Nest over Fastify and nothing behind it. */
export async function startBareNest(file: 'bare-nest.mjs' | 'bare-command.mjs'): Promise<Served> {
  const child = run(['--import', './scripts/typescript.mjs', `test/bench/peers/${file}`], process.env)
  return served(child, await addressOf(child), {})
}

const run = (args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, args, { cwd: repository, env, stdio: ['ignore', 'pipe', 'inherit'] })

async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of child.stdout!) {
    const found = ADDRESS.exec((said += String(chunk)))
    if (found) return found[0]
  }
  throw new Error(`the process ended before it listened: ${said}`)
}

function served(child: ChildProcess, url: string, headers: Record<string, string>): Served {
  return {
    url,
    headers,
    peakMemory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1_024
    },
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

/** A program of the benchmark in a process of its own; what it prints is JSON. */
export async function runProgram<T>(file: string, args: readonly string[]): Promise<T> {
  const child = run(['--import', './scripts/typescript.mjs', `test/bench/${file}`, ...args], process.env)
  let said = ''
  for await (const chunk of child.stdout!) said += String(chunk)
  return JSON.parse(said) as T
}
