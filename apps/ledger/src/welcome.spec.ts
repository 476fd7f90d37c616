import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { welcome } from './welcome.js'

const STARTED_BY_NPM = 'npm_lifecycle_event'
const before = process.env[STARTED_BY_NPM]

describe('the first screen', () => {
  afterEach(() => {
    if (before === undefined) delete process.env[STARTED_BY_NPM]
    else process.env[STARTED_BY_NPM] = before
  })

  async function screen(dataDir: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const settings = settingsFrom({ DATA_DIR: dataDir, ...environment })
    const ledger = await openLedger(settings)
    try {
      return await welcome(settings, ledger)
    } finally {
      await ledger.close()
    }
  }

  it('calls the command line as the service was started', async () => {
    await using folder = await temporaryFolder()
    process.env[STARTED_BY_NPM] = 'start'
    expect(await screen(folder.path)).toContain('\n  npm run ledger -- status\n')
    delete process.env[STARTED_BY_NPM]
    expect(await screen(folder.path)).toContain('\n  ledger status\n')
  })

  it('says where the token is: from here, or from the root where it is elsewhere', async () => {
    await using folder = await temporaryFolder()
    expect(await screen(folder.path)).toContain(`token file  ${folder.path}/token\n`)
    const here = process.cwd()
    try {
      process.chdir(folder.path)
      expect(await screen(join(folder.path, 'inside'))).toContain('token file  inside/token\n')
    } finally {
      process.chdir(here)
    }
  })

  it('leads into the console from this machine; elsewhere only at the first start, which shows the token anyway', async () => {
    await using folder = await temporaryFolder()
    const link = /\n {2}http:\/\/[^/]+\/sign-in#code=[\w-]{43}\n/
    expect(await screen(folder.path, { HOST: '0.0.0.0' })).toMatch(link)
    expect(await screen(folder.path)).toMatch(link)
    expect(await screen(folder.path, { HOST: '0.0.0.0' })).not.toContain('sign-in')
    expect(await screen(folder.path, { ROLES: 'projector' })).not.toContain('sign-in')
  })
})
