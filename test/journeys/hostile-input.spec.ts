import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan as plan } from '@ledger/campaigns/testing'
import { onStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

onStacks((place) => {
  describe('whatever comes in', () => {
    let service: Service
    let admin: ReturnType<typeof as>
    const ndjson = { 'content-type': 'application/x-ndjson' }

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
    })
    afterAll(() => service.stop())

    /** A request as it is written: `fetch` would put its address in order. */
    const raw = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
      new Promise<{ status: number; body: string }>((resolve, reject) => {
        const { port } = new URL(service.url)
        httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
          text(response).then((answer) => resolve({ status: response.statusCode!, body: answer }), reject)
        })
          .on('error', reject)
          .end(body)
      })

    it.each([
      ['GET', '/v1/campaigns'],
      ['GET', '/%76%31/campaigns'],
      ['GET', '/v%31/events?after=0'],
      ['GET', '/V1/campaigns'],
      ['GET', '//v1/campaigns'],
      ['GET', '/v1/../v1/campaigns'],
      ['GET', 'http://elsewhere/v1/campaigns'],
      ['GET', '/health/live/../../v1/campaigns'],
      ['POST', '/v%31/campaigns/x/draft'],
      ['POST', '/v%31/purchases'],
      ['POST', '/v%31/projections/campaigns/rebuild'],
      ['DELETE', '/v%31/projections/campaigns/rebuild'],
      ['HEAD', '/v%31/campaigns'],
      ['OPTIONS', '/v1/campaigns'],
      ['GET', '/nothing'],
    ])('needs a token, however its address is written: %s %s', async (method, path) => {
      const json = method === 'POST' ? { 'content-type': 'application/json' } : {}
      expect((await raw(method, path, json, method === 'POST' ? '{}' : '')).status).toBe(401)
    })

    it('shows nothing behind the pages that are open to all', async () => {
      for (const path of ['/docs/../v1/campaigns', '/docs/..%2f..%2fpackage.json', '/docs/%2e%2e/%2e%2e/package.json'])
        expect([401, 403, 404]).toContain((await raw('GET', path)).status)
    })

    it.each(['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs'])(
      'does not need one for %s',
      async (path) => {
        expect((await raw('GET', path)).status).toBe(200)
      },
    )

    it('takes NDJSON only where many things come in one request', async () => {
      for (const path of ['/v1/campaigns/x/start', '/v1/work/abc/cancel', '/v1/campaigns/x/draft']) {
        expect(await admin.call('POST', path, '{"a":1}', ndjson)).toMatchObject({
          status: 415,
          body: { code: 'media-type-not-supported' },
        })
      }
    })

    it('gives up a line without an end long before it is in memory', async () => {
      const endless = Readable.from(
        (function* () {
          for (let n = 0; n < 2_000; n += 1) yield Buffer.alloc(65_536, 'x')
        })(),
      )
      const before = process.memoryUsage().rss
      const response = await fetch(`${service.url}/v1/purchases`, {
        method: 'POST',
        headers: { authorization: `Bearer ${service.admin}`, ...ndjson },
        body: Readable.toWeb(endless) as never,
        duplex: 'half',
      } as RequestInit).catch(() => undefined)
      // The service may hang up before all was sent.
      if (response)
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([413, 'line-too-long'])
      expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1_048_576)
      expect((await admin.get('/v1/campaigns')).status).toBe(200)
    })

    const names = (count: number) => Array.from({ length: count }, (_, n) => [`field-${n}`, 1] as const)
    const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
    it.each([
      ['a field that every object has', '{"constructor":1}'],
      ['one deep inside', '{"foo":{"constructor":{}}}'],
      ['a method', '{"toString":"x"}'],
      ['nesting without measure', nested(50_000)],
      ['nesting beyond need', nested(40)],
      ['more fields than can be checked in a moment', JSON.stringify(Object.fromEntries(names(60_000)))],
      ['more items than any list has', JSON.stringify({ plan: { budget: Array(100_000).fill({ a: 1 }) } })],
    ])('refuses %s', async (_, body) => {
      expect(await admin.call('POST', '/v1/campaigns/x/finish', body)).toMatchObject({ status: 400 })
    })

    it('refuses such fields in lines and in attributes, too', async () => {
      for (const line of ['{"__proto__":{"x":1}}', '{"constructor":"x"}'])
        expect(await admin.call('POST', '/v1/purchases', line, ndjson)).toMatchObject({ status: 400 })
      for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty'])
        expect(await admin.post('/v1/customers/a/describe', { attributes: { [name]: 'v' } })).toMatchObject({
          status: 400,
          body: { errors: [{ field: `attributes.${name}` }] },
        })
    })

    it('lets nobody call an attribute what stands where attributes were erased', async () => {
      for (const attributes of [{ erased: true }, { erased: true, name: 'Ann' }, { erased: null }])
        expect(await admin.post('/v1/customers/a/describe', { attributes })).toMatchObject({
          status: 400,
          body: { errors: [{ field: 'attributes', message: expect.stringContaining('other than erased') }] },
        })
    })

    it('knows no wave and no cost that is called as something that every object has', async () => {
      await admin.post('/v1/campaigns/proto/draft', { plan: plan() })
      await admin.post('/v1/campaigns/proto/submit')
      await as(service, await service.token('alex', 'approver')).post('/v1/campaigns/proto/approve')
      const invited = await admin.post('/v1/campaigns/proto/participants/a/invite', { wave: 'constructor' })
      expect(invited).toMatchObject({ status: 422, body: { code: 'wave-unknown' } })
      const reversed = await admin.post('/v1/campaigns/proto/reverse-cost', { cost: 'constructor', reason: 'x' })
      expect(reversed).toMatchObject({ status: 422, body: { code: 'cost-unknown' } })
    })

    it('begins no wave when its invitations are refused', async () => {
      await admin.post('/v1/campaigns/calm/draft', { plan: plan() })
      await admin.post('/v1/campaigns/calm/submit')
      await as(service, await service.token('alex', 'approver')).post('/v1/campaigns/calm/approve')
      const head = await service.ledger.events.head()
      const wave = { wave: 'w1', group: 'key-staff' }
      const invite = (body: unknown, headers = {}) =>
        admin.call('POST', '/v1/campaigns/calm/invitations', body, headers)
      for (const customers of [['ok', 'a b'], [], undefined, [{ customer: 'ok', foo: 1 }]])
        expect((await invite({ ...wave, customers })).status).toBe(400)
      expect((await invite({ ...wave, customers: ['ok'], foo: 1 })).status).toBe(400)
      expect((await invite({ ...wave, group: 'nobody', customers: ['ok'] })).body.code).toBe('target-group-unknown')
      expect((await invite({ ...wave, customers: ['ok'] }, { 'if-match': '"3"' })).status).toBe(400)
      expect(await service.ledger.events.head()).toBe(head)
    })

    it.each([
      ['Ledger-Occurred-At', '2027-02-28T09:30:00+99:00'],
      ['Ledger-Occurred-At', '9999-12-31T23:59:59-14:00'],
      ['Ledger-Occurred-At', '0000-01-01T00:00:00Z'],
    ])('refuses %s: %s', async (name, value) => {
      expect((await admin.post('/v1/campaigns/x/submit', {}, { [name]: value })).status).toBe(400)
    })

    it.each(['/v1/churn-by-tier?from=0000-01&to=0000-02', '/v1/churn-by-tier/customers?month=0000-01'])(
      'refuses %s',
      async (path) => {
        expect((await admin.get(path)).status).toBe(400)
      },
    )

    it('answers an address that cannot be read, and one that takes other methods, as problems', async () => {
      const token = { authorization: `Bearer ${service.admin}` }
      expect(JSON.parse((await raw('GET', '/v1/campaigns/%zz', token)).body)).toMatchObject({
        status: 400,
        code: 'malformed-request',
      })
      expect(JSON.parse((await raw('GET', `/v1/campaigns/${'a'.repeat(300)}`, token)).body)).toMatchObject({
        status: 414,
      })
      const wrong = await raw('DELETE', '/v1/campaigns', token)
      expect([wrong.status, JSON.parse(wrong.body).code]).toEqual([405, 'method-not-allowed'])
    })

    it('answers what is no HTTP', async () => {
      const { port } = new URL(service.url)
      const socket = connect(Number(port), '127.0.0.1')
      socket.end('NONSENSE\r\n\r\n')
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [^]*"code":"malformed-request"/)
    })

    /** Writes bytes, and gives back what comes until the service hangs up. */
    const spoken = (...lines: readonly string[]) => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1')
      socket.end([...lines, '', ''].join('\r\n'))
      return text(socket)
    }

    it.each([
      ['none', []],
      ['two', ['Host: here', 'Host: elsewhere']],
    ])('takes no request that names %s hosts; strangers are asked for their token first', async (_, hosts) => {
      const head = ['GET /v1/campaigns HTTP/1.1', ...hosts, 'Connection: close']
      expect(await spoken(...head)).toMatch(/^HTTP\/1\.1 401 /)
      const known = await spoken(...head, `Authorization: Bearer ${service.admin}`)
      expect(known).toMatch(/^HTTP\/1\.1 400 [^]*"code":"malformed-request"/)
    })

    it('passes over expectations that it does not know, and asks for a token all the same', async () => {
      const expecting = { expect: 'the-unexpected' }
      expect((await raw('GET', '/v1/campaigns', expecting)).status).toBe(401)
      const known = { authorization: `Bearer ${service.admin}`, ...expecting }
      expect((await raw('GET', '/v1/campaigns', known)).status).toBe(200)
    })

    it('unpacks nothing, and takes nothing packed for something else', async () => {
      for (const encoding of ['gzip', 'br', 'deflate', 'gzip, identity'])
        expect(
          await admin.call('POST', '/v1/campaigns/x/finish', '{}', { 'content-encoding': encoding }),
        ).toMatchObject({
          status: 415,
          body: { code: 'media-type-not-supported' },
        })
    })

    it('does not choose between two waves of one request', async () => {
      const body = { wave: 'one', group: 'key-staff', customers: ['ann'] }
      expect(await admin.post('/v1/campaigns/x/invitations?wave=two&group=key-staff', body)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'wave' }, { field: 'group' }] },
      })
    })

    it('takes no body where none is needed, and no bytes that are no text', async () => {
      await admin.post('/v1/campaigns/empty/draft', { plan: plan() })
      expect(
        (await admin.call('POST', '/v1/campaigns/empty/submit', '', { 'content-type': 'application/json' })).status,
      ).toBe(200)
      const broken = await fetch(`${service.url}/v1/campaigns/empty/cancel`, {
        method: 'POST',
        headers: { authorization: `Bearer ${service.admin}`, 'content-type': 'application/json' },
        body: Buffer.concat([Buffer.from('{"reason":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
      })
      expect([broken.status, ((await broken.json()) as { code: string }).code]).toEqual([400, 'malformed-request'])
    })

    it('lets only those take over a past who may, and set what changes figures', async () => {
      const planner = as(service, await service.token('pia', 'planner'))
      const past = { plan: plan(), phase: 'running', source: 'crm' }
      expect(await planner.post('/v1/campaigns/bypass/take-over', past)).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      })
      expect((await planner.post('/v1/policies/churn-days/set', { days: 5, reason: 'x' })).status).toBe(403)
    })
  })
})
