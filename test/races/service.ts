import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { Caller } from './caller.js'

const built = (app: string) => join('dist', 'apps', app, 'src', 'main.js')
const CLOCK = pathToFileURL(join('test', 'races', 'movable-clock.ts')).href
const START_MS = 30_000

/** The service as it is built, in a process of its own, with a clock that can be moved. */
export class Service {
  readonly folder: string
  readonly url: string
  private readonly process: ChildProcess
  private ahead = 0

  private constructor(folder: string, url: string, process: ChildProcess) {
    this.folder = folder
    this.url = url
    this.process = process
  }

  /** Starts one on a folder; a second one on the same folder shares it. */
  static async start(folder: string): Promise<Service> {
    const child = spawn(process.execPath, ['--import', CLOCK, built('ledger')], {
      env: { ...process.env, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    try {
      return new Service(folder, await addressOf(child), child)
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  /** The clock of the service from now on, so many milliseconds ahead of where it is. */
  async moveClock(ms: number): Promise<void> {
    this.ahead += ms
    this.process.send({ aheadMs: this.ahead })
    await once(this.process, 'message')
  }

  /** What the service takes for now. */
  now(): string {
    return new Date(Date.now() + this.ahead).toISOString()
  }

  async admin(): Promise<Caller> {
    return new Caller(this.url, (await readFile(join(this.folder, 'token'), 'utf8')).trim())
  }

  /** Somebody else, with a token from the command line. */
  async caller(actor: string, role: string): Promise<Caller> {
    const line = [built('cli'), '--data-dir', this.folder, 'token', 'create', '--actor', actor, '--role', role]
    const { stdout } = await promisify(execFile)(process.execPath, line)
    return new Caller(this.url, stdout.trim())
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit')
    this.process.kill('SIGTERM')
    await gone
  }
}

export async function scratchFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'ledger-races-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Where it listens, from its first screen. @throws Error with what it said where it does not start. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  const listens = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /listens on\s+(http:\S+)/.exec(said)
      if (found) resolve(found[1]!)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)))
    setTimeout(() => reject(new Error(`the service does not start: ${said}`)), START_MS).unref()
  })
  return listens
}
