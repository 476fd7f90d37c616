import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Stack } from './stacks/stack.js'

/** The service in a process of its own, as a user starts it. */
export interface ServiceProcess {
  readonly pid: number
  /** Where it listens. Rejects with what it said where it ends before that. */
  readonly listening: Promise<string>
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** Everything that it has said. */
  output(): string
  /** Sends a signal; resolves when the process is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** What is started instead of the service itself: a file of this folder that wraps it. */
  readonly entry?: readonly string[]
  /** A command that starts the process within bounds: `['prlimit', '--fsize=1000000']`. */
  readonly within?: readonly string[]
}

/** Far longer than any start or orderly end takes; who waits for one that hangs would hang, too. */
const PATIENCE_MS = 60_000

const SERVICE = ['dist/apps/ledger/bundle/main.js']

export function startProcess(
  stack: Pick<Stack, 'environment'>,
  dataDir: string,
  options: StartOptions = {},
): ServiceProcess {
  const { environment = {}, entry = SERVICE, within = [] } = options
  const [command, ...args] = [...within, process.execPath, ...entry]
  const child = spawn(command!, args, {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', ...stack.environment(dataDir), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child.pid!)
  let said = ''
  const exited = once(child, 'close').then(([code, signal]) => {
    running.delete(child.pid!)
    return { code: code as number | null, signal: signal as NodeJS.Signals | null }
  })
  const listening = new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text.toString()
      const url = /listens on {2}(\S+)/.exec(said)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void exited.then(({ code, signal }) => reject(new NotListening(code, signal, said)))
    setTimeout(() => reject(new Error(`the service did not listen in time: ${said}`)), PATIENCE_MS).unref()
  })
  listening.catch(() => undefined)
  return {
    pid: child.pid!,
    listening,
    exited,
    output: () => said,
    async end(signal) {
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      const ended = await exited
      clearTimeout(late)
      if (signal === 'SIGTERM' && ended.signal === 'SIGKILL')
        throw new Error(`${signal} did not end the service: ${said}`)
      return ended
    },
  }
}

/** The service ended before it listened. */
export class NotListening extends Error {
  readonly code: number | null
  readonly said: string

  constructor(code: number | null, signal: NodeJS.Signals | null, said: string) {
    super(`the service ended with ${signal ?? `exit code ${code}`}: ${said.trim()}`)
    this.name = 'NotListening'
    this.code = code
    this.said = said
  }
}

/** What was started and still runs; a harness that ends for whatever reason takes it along. */
const running = new Set<number>()
process.on('exit', () => {
  for (const pid of running) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It was faster.
    }
  }
})
