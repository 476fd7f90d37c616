import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, jest } from '@jest/globals'
import { run } from '../src/run.js'

/** Servers that other suites run on are not where these commands shall go. */
export const NO_SERVERS = { EVENTSTORE_URL: '', EVENTSTORE_PREFIX: '', MONGODB_URL: '' }

/** A manifest for purchases of a source, one a row of `sales.csv`: receipt, id, day, paid. */
export const salesManifest = (source = 'shop'): string => `ledgerImport: 1
source: ${source}
zone: Europe/Vienna
currency: EUR
files:
  - path: sales.csv
    rows: purchase
    identity: [receipt]
    fields: { customer: 'c-{id}', at: day, revenue: paid }
`

/** The command line within this process: for each test a new folder; what it prints is kept. */
export function commandLine() {
  let folder: string
  let out = ''
  let err = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-cli-'))
    jest.replaceProperty(process, 'env', { ...process.env, ...NO_SERVERS })
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))))
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text))))
  })
  afterEach(() => {
    jest.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder: () => folder,
    /** The path of a file in the folder, which is written where there is content for it. */
    file(name: string, content?: string): string {
      const path = join(folder, name)
      if (content !== undefined) writeFileSync(path, content)
      return path
    },
    /** Runs one command; the exit code, and what it has printed. */
    async ledger(...args: readonly string[]) {
      out = err = ''
      const code = await run(args)
      return { code, out, err }
    },
  }
}
