import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { startProcess } from '../faults/service-process.js'
import type { ServiceProcess } from '../faults/service-process.js'

describe('the service as it is installed, from one file', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let service: ServiceProcess
  let url: string
  let token: string

  beforeAll(async () => {
    folder = await temporaryFolder()
    service = startProcess({ environment: (dataDir) => ({ DATA_DIR: dataDir }) }, folder.path)
    url = await service.listening
    token = (await readFile(join(folder.path, 'token'), 'utf8')).trim()
  })
  afterAll(async () => {
    await service.end('SIGTERM')
    await folder[Symbol.asyncDispose]()
  })

  const headers = () => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })
  const get = (path: string) => fetch(`${url}${path}`, { headers: headers() })
  const order = (path: string, body: object) =>
    fetch(`${url}${path}`, { method: 'POST', headers: headers(), body: JSON.stringify(body) })

  it('describes its API as the reference does, by the same names', async () => {
    const reference = JSON.parse(await readFile('docs/reference/openapi.json', 'utf8')) as object
    const { paths, components } = (await (await get('/openapi.json')).json()) as Record<string, object>
    expect({ paths, components }).toEqual({
      paths: (reference as { paths: object }).paths,
      components: (reference as { components: object }).components,
    })
  })

  it.each([
    ['/', 'text/html'],
    ['/campaigns', 'text/html'],
    ['/docs', 'text/html'],
    ['/docs/swagger-ui-bundle.js', 'javascript'],
  ])('finds the files of %s', async (path, type) => {
    const answer = await get(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)])
    expect((await answer.text()).length).toBeGreaterThan(500)
  })

  it('finds the files of its threads: the tree has one, and what is written of a past', async () => {
    const drafted = await order('/v1/campaigns/fair/draft', { plan: aPlan() })
    const { position } = (await drafted.json()) as { position: number }
    const signed = await order(`/v1/audit/checkpoints?minPosition=${position}`, {})
    expect([signed.status, await signed.json()]).toEqual([200, expect.objectContaining({ size: expect.any(Number) })])
    const then = await get(`/v1/campaigns/fair/participants?knownAtPosition=${position}`)
    expect([then.status, await then.json()]).toEqual([200, expect.objectContaining({ items: [] })])
  })
})
