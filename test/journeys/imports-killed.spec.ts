import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { callerOf } from '../faults/caller.js'
import { viewsCaughtUp } from '../faults/checks/views.js'
import { startProcess } from '../faults/service-process.js'
import { comesTrue } from '../faults/waiting.js'
import { onStacks } from '../stacks/places.js'
import { manifest, salesOf } from './sales.js'

const ROWS = 20_000
/** Servers take their time over so many rows. */
const LONG_MS = 150_000

onStacks((place) => {
  it(
    'an import is taken up again after kill -9 in its middle: all of it is there, once',
    async () => {
      const { dataDir, environment, remove } = await place()
      const start = async () => {
        const process = startProcess({ environment: () => environment }, dataDir)
        const url = await process.listening
        const token = (await readFile(join(dataDir, 'token'), 'utf8')).trim()
        return { process, url, token, admin: callerOf(url, token) }
      }
      let service = await start()
      try {
        const sent = await fetch(`${service.url}/v1/imports?name=sales.csv`, {
          method: 'POST',
          headers: { authorization: `Bearer ${service.token}`, 'content-type': 'text/csv' },
          body: salesOf(ROWS),
        })
        const path = sent.headers.get('location')!
        const work = async () => (await service.admin.get(path)).body.work
        const key = { 'idempotency-key': 'once' }
        expect(await service.admin.post(`${path}/run`, manifest, key)).toMatchObject({ status: 202 })
        expect(await comesTrue(async () => (await work()).counts.recorded > 0)).toBe(true)
        await service.process.end('SIGKILL')

        service = await start()
        expect(await service.admin.post(`${path}/run`, manifest, key)).toMatchObject({ status: 202 })
        expect(await comesTrue(async () => (await work()).state === 'finished', LONG_MS)).toBe(true)
        const { tries, counts } = await work()
        expect(tries).toBe(2)
        expect(counts).toMatchObject({ rows: ROWS, items: ROWS, rejected: 0 })
        expect(counts.unchanged).toBeGreaterThan(0)
        expect(await viewsCaughtUp(service.admin, LONG_MS)).toEqual([])
        const { body } = await service.admin.get('/v1/value-pyramid?asOf=2018-12-31&currency=EUR')
        expect(body).toMatchObject({ customers: ROWS, total: ROWS * 1_000 })
      } finally {
        await service.process.end('SIGKILL')
        await remove()
      }
    },
    2 * LONG_MS,
  )
})
