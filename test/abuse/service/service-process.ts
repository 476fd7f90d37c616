import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Inspector } from './inspector.js'

/** The service as users start it: built, in a process of its own, on its embedded default. */
export interface ServiceProcess {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly admin: string
  readonly inspector: Inspector
  /** What it has written to its log until now, one JSON text a line. */
  readonly log: () => string
  /** Undefined while it runs. */
  readonly exitCode: () => number | null
  /** Ends it in order; its data folder stays. */
  end(): Promise<void>
  /** Ends it and removes its data folder. */
  remove(): Promise<void>
}

const START_MS = 30_000
const HOST = '127.0.0.1'

/** Starts the service in a new temporary folder, on a port that the system chooses. @throws Error with what it said. */
export async function startServiceProcess(): Promise<ServiceProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'campaign-ledger-abuse-'))
  const child = spawn(process.execPath, [`--inspect=${HOST}:0`, 'dist/apps/ledger/bundle/main.js'], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', HOST, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const end = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  await until(() => /listens on/.test(said.out), child, said)
  return {
    host: HOST,
    port: Number(/listens on\s+http:\/\/[^:]+:(\d+)/.exec(said.out)![1]),
    dataDir,
    admin: (await readFile(join(dataDir, 'token'), 'utf8')).trim(),
    inspector: new Inspector(/ws:\/\/\S+/.exec(said.err)![0]),
    log: () =>
      said.out
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .join('\n'),
    exitCode: () => child.exitCode,
    end,
    remove: async () => {
      await end()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function until(ready: () => boolean, child: ChildProcess, said: { out: string; err: string }): Promise<void> {
  const late = performance.now() + START_MS
  while (!ready()) {
    if (child.exitCode !== null || performance.now() > late) {
      child.kill('SIGKILL')
      throw new Error(`the service did not start: ${said.out}${said.err}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
