import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { aPlan as plan } from '@ledger/campaigns/testing'
import { onAllStacks } from '../stacks/places.js'
import { as, serving } from './service.js'

onAllStacks((place) => {
  describe('what a caller can rely on', () => {
    const the = serving(place)
    const { admin } = the

    it('gives the first answer again for the same key, also after a restart, also for a refusal', async () => {
      const key = { 'idempotency-key': 'k-1' }
      const first = await admin.post('/v1/campaigns/again/draft', { plan: plan() }, key)
      const refused = await admin.post('/v1/campaigns/again/start', {}, { 'idempotency-key': 'k-2' })
      await the.restart()
      expect((await admin.post('/v1/campaigns/again/draft', { plan: plan() }, key)).body).toEqual(first.body)
      await admin.post('/v1/campaigns/again/cancel', { reason: 'x' })
      expect((await admin.post('/v1/campaigns/again/start', {}, { 'idempotency-key': 'k-2' })).body).toEqual(
        refused.body,
      )
    })

    it('keeps with an event when it happened, why, and in which conversation', async () => {
      const headers = {
        'ledger-occurred-at': '2027-01-02T09:00:00+01:00',
        'ledger-reason': encodeURIComponent('Nachmeldung für Graz'),
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      }
      const { body } = await admin.post('/v1/campaigns/told/draft', { plan: plan() }, headers)
      const { body: event } = await admin.get(`/v1/events/${body.position}`)
      expect(event).toMatchObject({
        time: '2027-01-02T08:00:00.000Z',
        actor: 'admin',
        reason: 'Nachmeldung für Graz',
        correlationid: '4bf92f3577b34da6a3ce929d0e0e4736',
      })
    })

    it('refuses the same key with another body', async () => {
      const key = { 'idempotency-key': 'k-3' }
      await admin.post('/v1/campaigns/other/draft', { plan: plan() }, key)
      const reused = await admin.post('/v1/campaigns/other/draft', { plan: plan({ name: 'Else' }) }, key)
      expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
    })

    it('lets one of many racing repeats take effect, and answers all the same', async () => {
      const body = { purchase: 'r-1', day: '2027-01-02', zone: 'UTC', revenue: 100, currency: 'EUR' }
      const race = Array.from({ length: 20 }, () =>
        admin.post('/v1/customers/racer/record-purchase', body, { 'idempotency-key': 'race' }),
      )
      const answers = await Promise.all(race)
      expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1)
      expect(answers[0]!.body).toMatchObject({ changed: true, revision: 0 })
    })

    it('finds everything acknowledged after a stop', async () => {
      await admin.post('/v1/customers/kept/describe', { attributes: { city: 'Vienna' } })
      const { body } = await admin.post('/v1/customers/kept/record-purchase', {
        purchase: 'p',
        day: '2027-01-02',
        zone: 'UTC',
        revenue: 5,
        currency: 'EUR',
      })
      await the.restart()
      const kept = await admin.get(`/v1/customers/kept?minPosition=${body.position}`)
      expect(kept.body).toMatchObject({ attributes: { city: 'Vienna' }, purchases: 1, revenue: { EUR: 5 } })
    })

    it('answers 401 without a token, before it looks at anything else', async () => {
      for (const path of ['/v1/campaigns', '/v1/nothing', '/V1/campaigns']) {
        const response = await fetch(`${the.service.url}${path}`, { method: 'POST', body: '{' })
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([401, 'token-needed'])
      }
      expect((await as(the.service, 'clt_000000000000_wrong').get('/v1/campaigns')).status).toBe(401)
    })

    it('lets an analyst read and nothing else', async () => {
      const analyst = as(the.service, await the.service.token('ann', 'analyst'))
      expect((await analyst.get('/v1/campaigns')).status).toBe(200)
      expect(await analyst.post('/v1/campaigns/a/submit')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    })

    it('pages by cursor through everything once, in order', async () => {
      for (let n = 0; n < 7; n += 1)
        await admin.post(`/v1/campaigns/page-${n}/draft`, { plan: plan({ kind: 'paged', name: `N${n % 3}` }) })
      const head = await the.service.ledger.events.head()
      const seen: string[] = []
      for (let next = ''; ;) {
        const { body } = await admin.get(`/v1/campaigns?kind=paged&sort=-name&limit=2&minPosition=${head}${next}`)
        seen.push(...body.items.map((one: { campaign: string }) => one.campaign))
        if (!body.next) break
        next = `&cursor=${body.next}`
      }
      expect(seen).toEqual(['page-5', 'page-2', 'page-4', 'page-1', 'page-6', 'page-3', 'page-0'])
    })

    it('exports the whole as CSV without formulas, and as NDJSON', async () => {
      const { body } = await admin.post('/v1/campaigns/evil/draft', {
        plan: plan({ kind: 'evil', name: '=HYPERLINK("x")' }),
      })
      const csv = await admin.get(`/v1/campaigns?kind=evil&minPosition=${body.position}`, { accept: 'text/csv' })
      expect(csv.headers.get('content-type')).toContain('text/csv')
      expect(csv.body.split('\n')[1]).toContain(`"'=HYPERLINK(""x"")"`)
      const lines = await admin.get('/v1/campaigns?kind=evil', { accept: 'application/x-ndjson' })
      expect(JSON.parse(lines.body.trim())).toMatchObject({ campaign: 'evil' })
    })

    it('feeds events as they come, and goes on from Last-Event-ID', async () => {
      const gone = new AbortController()
      // Positions are not dense: where a reader goes on is one that it was given.
      const seen = (await admin.post('/v1/customers/fed/describe', { attributes: { city: 'Linz' } })).body.position
      const { body } = await admin.post('/v1/campaigns/fed/draft', { plan: plan() })
      const feed = await fetch(`${the.service.url}/v1/events?streams=campaign-fed`, {
        headers: {
          authorization: `Bearer ${the.service.admin}`,
          accept: 'text/event-stream',
          'last-event-id': String(seen),
        },
        signal: gone.signal,
      })
      await admin.post('/v1/campaigns/fed/submit')
      let text = ''
      for await (const chunk of feed.body!) {
        text += Buffer.from(chunk as Uint8Array).toString()
        if (text.includes('CampaignSubmitted')) break
      }
      gone.abort()
      expect([...text.matchAll(/"type":"([^"]+)"/g)].map(([, type]) => type)).toEqual([
        'CampaignDrafted.v1',
        'CampaignSubmitted.v1',
      ])
      expect(text).toContain(`id: ${body.position}`)
    })

    it('keeps personal data out of the feed and out of the files of the log', async () => {
      await admin.post('/v1/customers/secret/describe', { attributes: { mail: 'secret@example.org' } })
      const { body } = await admin.get('/v1/events?streams=customer-secret')
      expect(JSON.stringify(body)).not.toContain('secret@example.org')
      expect(body.items[0].data.attributes).toMatch(/^sealed\.v1\./)
    })

    it('shows a bulk request as work: chunks, refusals, the same key once', async () => {
      await admin.post('/v1/campaigns/bulk/draft', { plan: plan() })
      await admin.post('/v1/campaigns/bulk/submit')
      await as(the.service, await the.service.token('alex', 'approver')).post('/v1/campaigns/bulk/approve')
      const customers = Array.from({ length: 2_500 }, (_, n) => `p-${n}`)
      const request = { wave: 'mail', group: 'key-staff', customers }
      const headers = { 'idempotency-key': 'wave-1', prefer: 'wait=30' }
      const done = await admin.post('/v1/campaigns/bulk/invitations', request, headers)
      expect(done).toMatchObject({ status: 200, body: { phase: 'finished', total: 2_500, changed: 2_500, refused: 0 } })
      expect((await admin.post('/v1/campaigns/bulk/invitations', request, headers)).body).toEqual(done.body)
      await admin.post('/v1/campaigns/bulk/participants/p-7/accept')
      const lines = ['p-7', 'p-8'].map((id) => JSON.stringify(id)).join('\n')
      const again = await admin.call('POST', '/v1/campaigns/bulk/invitations?wave=second&group=key-staff', lines, {
        'content-type': 'application/x-ndjson',
        prefer: 'wait=30',
      })
      expect(again.body).toMatchObject({ total: 2, changed: 1, refused: 1 })
      const refusals = await admin.get(`/v1/work/${again.body.work}/refusals`)
      expect(refusals.body.items).toEqual([{ index: 0, id: 'p-7', code: 'already-answered' }])
      const table = await admin.get(`/v1/work/${again.body.work}/refusals`, { accept: 'text/csv' })
      expect(table.body).toBe('index,id,code\n0,p-7,already-answered\n')
      const head = await the.service.ledger.events.head()
      const listed = await admin.get(`/v1/work?campaign=bulk&sort=-acceptedAt&minPosition=${head}`)
      expect(listed.body.items).toMatchObject([
        { work: again.body.work, phase: 'finished', context: { wave: 'second' }, changed: 1, refused: 1 },
        { work: done.body.work, phase: 'finished', context: { wave: 'mail' }, total: 2_500, done: 2_500 },
      ])
      expect((await admin.get('/v1/work?campaign=bulk&phase=running')).body.items).toEqual([])
      const funnel = await admin.get(`/v1/campaigns/bulk/funnel?by=wave&minPosition=${head}`)
      expect(funnel.body.stages[1]).toMatchObject({ name: 'invited', count: 2_500 })
      expect(funnel.body.parts.map((one: { key: string }) => one.key)).toEqual(['mail', 'second'])
    })

    it('enters a bulk request in the conversation that it belongs to; nothing but zeros is none', async () => {
      const purchase = { customer: 'told', purchase: 'p', day: '2027-01-02', zone: 'UTC', revenue: 5, currency: 'EUR' }
      const accepted = async (trace: string) => {
        const traceparent = `00-${trace}-00f067aa0ba902b7-01`
        const { body } = await admin.post(
          '/v1/purchases',
          { purchases: [purchase] },
          { traceparent, prefer: 'wait=30' },
        )
        const { body: log } = await admin.get(`/v1/events?streams=work-${body.work}`)
        return log.items[0].correlationid as string
      }
      expect(await accepted('4bf92f3577b34da6a3ce929d0e0e4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736')
      expect(await accepted('0'.repeat(32))).not.toBe('0'.repeat(32))
    })

    it('writes nothing of a bulk request with a bad item, and names it', async () => {
      const before = await the.service.ledger.events.head()
      const bad = {
        purchases: [{ customer: 'x', purchase: 'p', day: '2027-02-30', zone: 'UTC', revenue: -1, currency: 'EUR' }],
      }
      const { status, body } = await admin.post('/v1/purchases', bad)
      expect(status).toBe(400)
      expect(body.errors.map((one: { field: string }) => one.field).sort()).toEqual([
        'purchases.0.day',
        'purchases.0.revenue',
      ])
      expect(await the.service.ledger.events.head()).toBe(before)
    })

    it('serves the description of the API that is kept as a file', async () => {
      const { readFile } = await import('node:fs/promises')
      const served = await (await fetch(`${the.service.url}/openapi.json`)).json()
      const kept = JSON.parse(await readFile('docs/reference/openapi.json', 'utf8')) as unknown
      const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
      // A difference means: run `npm run openapi` and look at what changed.
      expect(digest(served)).toBe(digest(kept))
    })
  })
})
