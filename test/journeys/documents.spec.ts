import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { samplesOf, shownOf } from './documents.js'
import type { Sample } from './documents.js'
import { startService } from './service.js'
import type { Service } from './service.js'

const run = promisify(execFile)

/** Runs the samples up to one in a shell, and gives back what that one printed. Earlier ones have had their effect already. */
async function output(samples: readonly Sample[], env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const mark = '----- next sample -----'
  const script = samples.map(({ shell, refused }) => (refused ? `if { ${shell}\n}; then exit 90; fi` : shell))
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script.join(`\necho; echo '${mark}'\n`)], {
    env: { ...process.env, ...env },
    maxBuffer: 16 * 1024 * 1024,
  })
  return stdout.split(mark)
}

const documents = [
  'docs/tutorial/a-campaign-from-plan-to-evaluation.md',
  'docs/tutorial/an-auditors-day.md',
  'README.md',
]

/** Samples start the command line once for each line. */
const PATIENCE_MS = 120_000

describe.each(documents)('%s', (file) => {
  let service: Service
  const samples = samplesOf(file)

  beforeAll(async () => {
    service = await startService()
  })
  afterAll(() => service.stop())

  it(
    'does what it shows',
    async () => {
      const env = {
        LEDGER: service.url,
        ADMIN: service.admin,
        TOKEN: service.admin,
        PAT: await service.token('pat', 'planner'),
        VERA: await service.token('vera', 'auditor'),
        // What the samples call is where the service is, whatever servers other suites run on.
        EVENTSTORE_URL: '',
        MONGODB_URL: '',
        DATA_DIR: service.dataDir,
        ALEX: await service.token('alex', 'approver'),
      }
      const printed = await output(samples, env)
      expect(printed).toHaveLength(samples.length)
      expect(samples.length).toBeGreaterThan(0)
      for (const [at, { expected }] of samples.entries()) {
        if (expected === undefined) continue
        const last = printed[at]!.trim().split('\n').at(-1)!
        expect(shownOf(JSON.parse(last), expected)).toEqual(expected)
      }
    },
    PATIENCE_MS,
  )
})
