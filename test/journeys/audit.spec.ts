import { execFile } from 'node:child_process'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import {
  eventLeaf,
  hashesOfTexts,
  isConsistent,
  isIncluded,
  leafHashOf,
  parseCheckpoint,
  signersOf,
  trustOf,
  VerifierKey,
  verifyBundle,
} from '@ledger/proof-verifier'
import type { Checkpoint } from '@ledger/proof-verifier'
import { onStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

const run = promisify(execFile)

async function* piecesOf(text: string) {
  yield Buffer.from(text)
}

onStacks((place) => {
  describe('an auditor', () => {
    let service: Service
    let auditor: ReturnType<typeof as>
    let admin: ReturnType<typeof as>
    let positions: number[]
    let first: Checkpoint

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
      auditor = as(service, await service.token('vera', 'auditor'))
      positions = []
      for (const campaign of ['fair', 'autumn', 'winter']) {
        const { body } = await admin.post(`/v1/campaigns/${campaign}/draft`, { plan: aPlan() })
        positions.push(body.position)
      }
      const signed = await admin.post(`/v1/audit/checkpoints?minPosition=${positions.at(-1)}`)
      expect(signed.status).toBe(200)
      first = parseCheckpoint(signed.body.note)
    })
    afterAll(() => service.stop())

    it('gets the public keys, and checkpoints that they have signed', async () => {
      const { body: keys } = await auditor.get('/v1/audit/keys')
      expect(keys).toMatchObject({ origin: first.origin, witnesses: [] })
      const known = keys.keys.map(({ key }: { key: string }) => VerifierKey.parse(key))
      expect(signersOf(first, known)).toHaveLength(1)
      const { body: latest } = await auditor.get('/v1/audit/checkpoints/latest')
      expect(latest).toMatchObject({ size: first.size, witnesses: [] })
      expect((await auditor.get(`/v1/audit/checkpoints/${first.size}`)).body).toEqual(latest)
      const plain = await auditor.get('/v1/audit/checkpoints/latest', { accept: 'text/plain' })
      expect(plain.body).toBe(latest.note)
      expect((await auditor.get('/v1/audit/checkpoints?limit=1')).body.items).toEqual([latest])
      const { body: status } = await auditor.get('/v1/audit/log')
      const far = { size: 3, position: positions.at(-1), behind: 0, signed: 3 }
      expect(status).toEqual({ origin: first.origin, ...far, handedOver: [] })
    })

    it('proves that an event is there, by its position or by its id', async () => {
      for (const position of positions) {
        const { body } = await auditor.get(`/v1/audit/inclusion?position=${position}`)
        const leaf = eventLeaf(body.event)
        expect(body).toMatchObject({ position, leafHash: leaf.toString('base64') })
        const { size, root } = parseCheckpoint(body.checkpoint)
        expect(isIncluded(leaf, body.leaf, size, root, hashesOfTexts(body.proof)!)).toBe(true)
        const other = eventLeaf({ ...body.event, metadata: { ...body.event.metadata, actor: 'somebody-else' } })
        expect(isIncluded(other, body.leaf, size, root, hashesOfTexts(body.proof)!)).toBe(false)
        expect((await auditor.get(`/v1/audit/inclusion?event=${body.event.id}`)).body).toEqual(body)
      }
    })

    it('proves that what was signed before is a beginning of what is signed now', async () => {
      const { body } = await admin.post('/v1/campaigns/spring/draft', { plan: aPlan() })
      const early = await auditor.get(`/v1/audit/inclusion?position=${body.position}&size=${first.size}`)
      expect([early.status, early.body.code, early.headers.has('retry-after')]).toEqual([503, 'not-yet-proven', true])
      const signed = await admin.post(`/v1/audit/checkpoints?minPosition=${body.position}`)
      const later = parseCheckpoint(signed.body.note)
      const { body: consistency } = await auditor.get(`/v1/audit/consistency?from=${first.size}`)
      expect(consistency).toMatchObject({ from: first.size, to: later.size })
      expect(isConsistent(first, later, hashesOfTexts(consistency.proof)!)).toBe(true)
      const sizes = (await auditor.get('/v1/audit/checkpoints?limit=2')).body.items.map(
        ({ size }: { size: number }) => size,
      )
      expect(sizes).toEqual([later.size, first.size])
      const [before] = (await auditor.get(`/v1/audit/checkpoints?before=${later.size}`)).body.items
      expect(before.size).toBe(first.size)
    })

    it('takes the tree away as tiles', async () => {
      const response = await fetch(`${service.url}/v1/audit/tiles/0/0?width=3`, {
        headers: { authorization: `Bearer ${service.admin}` },
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      expect([response.headers.get('content-type'), bytes.length]).toEqual(['application/octet-stream', 96])
      const { body } = await auditor.get(`/v1/audit/inclusion?position=${positions[1]}`)
      expect(bytes.subarray(32, 64).toString('base64')).toBe(body.leafHash)
    })

    it('takes a campaign, or a span of the log, away as a bundle that is verified without the ledger', async () => {
      const { body: keys } = await auditor.get('/v1/audit/keys')
      const trust = trustOf([keys.keys[0].key], undefined)
      for (const [query, events] of [
        ['campaign=fair', 1],
        [`from=${positions[0]}&to=${positions[2]}`, 3],
      ] as const) {
        const { headers, body } = await auditor.get(`/v1/audit/bundle?${query}`)
        expect(headers.get('content-type')).toContain('application/x-ndjson')
        expect(headers.get('content-disposition')).toMatch(/filename="[^"]+\.bundle\.ndjson"/)
        const report = await verifyBundle(piecesOf(body), trust)
        expect(report).toMatchObject({ sound: true, keys: 'yours', checked: { events } })
      }
    })

    it('has signed first what a bundle is about, and names no position behind the end of the log', async () => {
      const {
        body: { position },
      } = await admin.post('/v1/campaigns/summer/draft', { plan: aPlan() })
      for (const to of [position, position + 9_999]) {
        const { headers, body } = await auditor.get(`/v1/audit/bundle?from=${positions[0]}&to=${to}`)
        expect(headers.get('content-disposition')).toContain(`${positions[0]}-${position}.bundle`)
        expect(await verifyBundle(piecesOf(body))).toMatchObject({
          sound: true,
          scope: { from: positions[0], to: position },
          leaves: { from: 0, to: 5 },
          checked: { events: 5 },
        })
      }
      const beyond = await auditor.get(`/v1/audit/bundle?from=${position + 1}&to=${position + 2}`)
      expect([beyond.status, beyond.body.errors[0].field]).toEqual([400, 'from'])
      await admin.post('/v1/campaigns/late/draft', { plan: aPlan() })
      const { body } = await auditor.get('/v1/audit/bundle?campaign=late')
      expect(await verifyBundle(piecesOf(body))).toMatchObject({ sound: true, checked: { events: 1 } })
    })

    it('verifies a bundle with a package that needs nothing but Node', async () => {
      await using folder = await temporaryFolder()
      const [lib, file] = [join(folder.path, 'lib'), join(folder.path, 'fair.ndjson')]
      const { body } = await auditor.get('/v1/audit/bundle?campaign=fair')
      await writeFile(file, body)
      await copyFile('libs/proof-verifier/package.json', join(folder.path, 'package.json'))
      const tsc = 'node_modules/typescript/bin/tsc'
      await run(process.execPath, [tsc, '-p', 'libs/proof-verifier/tsconfig.package.json', '--outDir', lib])
      const verify = (...args: readonly string[]) =>
        run(process.execPath, [join(lib, 'main.js'), ...args], { cwd: folder.path }).catch((error: unknown) => error)
      expect(await verify(file)).toMatchObject({ stdout: expect.stringMatching(/\nSOUND\n$/) })
      await writeFile(file, body.replace('pat', 'pit').replace('"actor":"', '"actor":"x'))
      expect(await verify(file, '--json')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('"not-in-the-tree"'),
      })
      expect(await verify()).toMatchObject({ code: 2, stderr: expect.stringContaining('verify-bundle <file>') })
      expect(await verify('not-there')).toMatchObject({ code: 2 })
    }, 60_000)

    it.each([
      ['/v1/audit/bundle', 400, 'invalid-query'],
      ['/v1/audit/bundle?campaign=fair&from=1&to=2', 400, 'invalid-query'],
      ['/v1/audit/bundle?campaign=-', 400, 'invalid-query'],
      ['/v1/audit/bundle?from=1', 400, 'invalid-query'],
      ['/v1/audit/bundle?from=2&to=1', 400, 'invalid-query'],
      ['/v1/audit/bundle?campaign=nobody', 404, 'campaign-unknown'],
      ['/v1/audit/inclusion', 400, 'invalid-query'],
      ['/v1/audit/inclusion?position=1&event=x', 400, 'invalid-query'],
      ['/v1/audit/inclusion?position=x', 400, 'invalid-query'],
      ['/v1/audit/inclusion?position=99999', 404, 'event-unknown'],
      ['/v1/audit/inclusion?event=nothing', 404, 'event-unknown'],
      ['/v1/audit/inclusion?position=FIRST&size=77', 404, 'checkpoint-unknown'],
      ['/v1/audit/consistency', 400, 'invalid-query'],
      ['/v1/audit/consistency?from=3&to=2', 400, 'invalid-query'],
      ['/v1/audit/consistency?from=3&to=1000', 503, 'not-yet-proven'],
      ['/v1/audit/checkpoints/2', 404, 'checkpoint-unknown'],
      ['/v1/audit/checkpoints/many', 400, 'invalid-path'],
      ['/v1/audit/checkpoints?before=x', 400, 'invalid-query'],
      ['/v1/audit/tiles/0/7', 404, 'tile-unknown'],
      ['/v1/audit/tiles/64/0', 400, 'invalid-path'],
      ['/v1/audit/tiles/0/0?width=200', 404, 'tile-unknown'],
      ['/v1/audit/tiles/0/0?width=257', 400, 'invalid-query'],
      ['/v1/audit/keys?all=1', 400, 'invalid-query'],
    ])('is told what is wrong with %s', async (path, status, code) => {
      const { status: answered, body } = await auditor.get(path.replace('FIRST', String(positions[0])))
      expect([answered, body.code]).toEqual([status, code])
    })

    it('signs nothing, and brings countersignatures of known witnesses only', async () => {
      expect((await auditor.post('/v1/audit/checkpoints')).body.code).toBe('not-allowed')
      const line = `\u2014 nobody.example ${Buffer.concat([Buffer.alloc(4), leafHashOf('x')]).toString('base64')}\n`
      const path = `/v1/audit/checkpoints/${first.size}/countersignatures`
      const refused = await auditor.post(path, { signatures: line })
      expect([refused.status, refused.body.code, refused.body.details]).toEqual([
        422,
        'countersignature-refused',
        {
          refused: ['nobody.example'],
          reasons: ['nobody.example is no witness that is named in WITNESS_KEYS'],
        },
      ])
      expect((await auditor.post(path, { signatures: 'no signature' })).body.errors[0].field).toBe('signatures')
      expect((await auditor.post('/v1/audit/checkpoints/2/countersignatures', { signatures: line })).status).toBe(404)
      const analyst = as(service, await service.token('ana', 'analyst'))
      expect((await analyst.post(path, { signatures: line })).body.code).toBe('not-allowed')
    })

    it('finds the same log after a restart', async () => {
      service = await service.restart()
      const { body } = await as(service, service.admin).get(`/v1/audit/checkpoints/${first.size}`)
      expect(parseCheckpoint(body.note)).toEqual(first)
    })
  })
})
