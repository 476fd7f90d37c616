import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'

const { PATH } = process.env

/** Runs a script of the image as it would be run there. */
function run(script: string, { args = [] as readonly string[], env = {}, cwd = '.' }) {
  return new Promise<{ code: number | string; said: string }>((done) =>
    execFile(process.execPath, [resolve(script), ...args], { cwd, env: { PATH, ...env } }, (error, out, err) =>
      done({ code: error ? error.code! : 0, said: `${out}${err}` }),
    ),
  )
}

async function answering(statusOf: (path: string) => number) {
  const server = createServer(({ url }, response) => {
    response.writeHead(statusOf(url!)).end('{"status":"so"}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port: String(port), close: () => new Promise((closed) => server.close(closed)) }
}

describe('the first start of an image', () => {
  it('starts the service, stops it, and asks no server', async () => {
    const env = { EVENTSTORE_URL: 'esdb://127.0.0.1:9', MONGODB_URL: 'mongodb://127.0.0.1:9' }
    const said = 'The service started and stopped.\n'
    expect(await run('scripts/first-start.mjs', { env })).toEqual({ code: 0, said })
  })

  it('fails where the service does not start', async () => {
    const { code, said } = await run('scripts/first-start.mjs', { env: { LOG_LEVEL: 'loud' } })
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('exit code 2') })
    expect(said).toContain('LOG_LEVEL must be one of')
  })
})

describe('the look at its health', () => {
  it.each([
    [200, 0],
    [503, 1],
  ])('takes %i of the readiness as exit code %i', async (status, code) => {
    const asked: string[] = []
    const { port, close } = await answering((path) => {
      asked.push(path)
      return status
    })
    expect(await run('scripts/healthy.mjs', { env: { PORT: port } })).toEqual({ code, said: '{"status":"so"}\n' })
    expect(asked).toEqual(['/health/ready'])
    await close()
  })

  it('fails where nobody listens any more', async () => {
    const { port, close } = await answering(() => 200)
    await close()
    const { code, said } = await run('scripts/healthy.mjs', { env: { PORT: port } })
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('ECONNREFUSED') })
  })
})

describe('the command line of an image', () => {
  it('works in every folder', async () => {
    const { code, said } = await run('scripts/ledger.mjs', { args: ['--version'], cwd: tmpdir() })
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})
