import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { serverOf } from './server-process.js'

describe('a server that the harness may kill', () => {
  afterEach(() => void jest.restoreAllMocks())

  it('is killed and started by commands, which do not see what leads the service to it', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'done')
    const note = (word: string) => `echo "${word} \${EVENTSTORE_KILL:-nothing}" >> ${file}`
    const environment = { EVENTSTORE_KILL: note('killed'), EVENTSTORE_START: note('started') }
    jest.replaceProperty(process, 'env', { ...process.env, ...environment })
    const server = serverOf('EVENTSTORE', environment)!
    await server.kill()
    await server.start()
    expect(await readFile(file, 'utf8')).toBe('killed nothing\nstarted nothing\n')
  })

  it('is none where nothing is set; half of it is refused, and so is a command that fails', async () => {
    expect(serverOf('MONGODB', {})).toBeUndefined()
    expect(() => serverOf('MONGODB', { MONGODB_KILL: 'true' })).toThrow('set both of MONGODB_KILL and MONGODB_START')
    const server = serverOf('MONGODB', { MONGODB_KILL: 'true', MONGODB_START: 'exit 3' })!
    await expect(server.start()).rejects.toThrow('MONGODB_START ended with exit code 3')
  })
})
