import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A server whose process can be ended and started, by commands of whoever runs it. */
export interface Server {
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same data; it may take some time until it answers. */
  start(): Promise<void>
}

/**
 * What `<name>_KILL` and `<name>_START` say; undefined where neither is set. The second one returns when the server runs in
 * the background. @throws Error where only one of them is set
 */
export function serverOf(name: string, environment: NodeJS.ProcessEnv): Server | undefined {
  const [kill, start] = [`${name}_KILL`, `${name}_START`]
  const commands = [environment[kill], environment[start]]
  if (!commands[0] && !commands[1]) return undefined
  if (!commands[0] || !commands[1]) throw new Error(`set both of ${kill} and ${start}, or neither`)
  const [killing, starting] = commands as [string, string]
  return { kill: () => carriedOut(kill, killing), start: () => carriedOut(start, starting) }
}

async function carriedOut(variable: string, command: string): Promise<void> {
  // What it starts keeps nothing of ours open, and goes on when the harness ends.
  const options = { shell: true, stdio: 'ignore', detached: true, env: withoutOurs(process.env) } as const
  const [code] = (await once(spawn(command, options), 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${variable} ended with exit code ${code}: ${command}`)
}

/** EventStoreDB takes every variable that begins with its name for an option of its own, and refuses to start. */
const withoutOurs = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(EVENTSTORE|MONGODB)_/.test(name)))
