import { afterAll, beforeAll, describe } from '@jest/globals'

/** A kind of server that suites run against. */
export interface ServerKind {
  readonly name: string
  /** The environment variable that names a running one. */
  readonly variable: string
  /** Starts one in a container, empty, and says where it is. */
  start(): Promise<Started>
}

export interface Started {
  readonly url: string
  stop(): Promise<unknown>
}

/** `describe`, on a server of a kind; `url` answers within the tests. */
export type OnServer = (tests: (url: () => string) => void) => void

/**
 * Where the tests of a kind of server run: on the one that its variable names, else in a container where an engine
 * runs, else nowhere; then they are skipped, and the name of the suite says how to run them.
 */
export async function serverOf({ name, variable, start }: ServerKind): Promise<OnServer> {
  const named = process.env[variable]
  if (named) return (tests) => describe(`on ${name} (${variable})`, () => tests(() => named))
  if (await engineRuns()) return (tests) => describe(`on ${name} (container)`, () => tests(started(start)))
  const how = `skipped: set ${variable}, or start a container engine`
  return (tests) => describe.skip(`on ${name} (${how})`, () => tests(() => ''))
}

function started(start: ServerKind['start']): () => string {
  let server: Started | undefined
  beforeAll(async () => {
    server = await start()
  }, 300_000)
  afterAll(() => server?.stop())
  return () => server?.url ?? ''
}

let engine: Promise<boolean> | undefined

/** Asked once: without an engine every start of a container would fail by itself. */
const engineRuns = (): Promise<boolean> =>
  (engine ??= import('testcontainers')
    .then(({ getContainerRuntimeClient }) => getContainerRuntimeClient())
    .then(
      () => true,
      () => false,
    ))
