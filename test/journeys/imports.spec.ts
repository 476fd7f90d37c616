import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { viewsCaughtUp } from '../faults/checks/views.js'
import { onStacks } from '../stacks/places.js'
import { manifest, salesOf } from './sales.js'
import { as, serving } from './service.js'
import type { Reply } from './service.js'

const csv = { 'content-type': 'text/csv' }
const wait = { prefer: 'wait=30' }
/** Servers take their time over some ten thousand rows. */
const LONG_MS = 300_000
const sales =
  'receipt,id,day,paid\n1,1,2017-01-02,10\n2,2,2017-01-03,20\n3,1,2017-02-30,30\n4,"2,2017-01-05,40\n5,1,2017-03-01,50\n'

onStacks((place) => {
  describe('an import over HTTP', () => {
    const the = serving(place)
    const { admin } = the

    const upload = async (content: string, name = 'sales.csv', headers: Record<string, string> = {}) =>
      admin.call('POST', `/v1/imports?name=${name}`, content, { ...csv, ...headers })
    const idOf = ({ body }: Reply): string => body.import
    const events = async (): Promise<number> =>
      (await admin.get('/v1/events?limit=1000')).body.items.filter(({ source }: { source: string }) => source).length

    /** As soon as nothing is under way, however long that takes. */
    const ended = async (path: string): Promise<Reply> => {
      for (;;) {
        const found = await admin.get(path, wait)
        if (!['waiting', 'running', 'cancelling'].includes(found.body.work.state)) return found
      }
    }

    it('shows what is in a file, tries it, brings it in, and lists what it did not take', async () => {
      const sent = await upload(sales)
      expect(sent).toMatchObject({
        status: 201,
        body: {
          name: 'sales.csv',
          bytes: sales.length,
          by: 'admin',
          form: { format: 'csv', separator: ',', encoding: 'utf-8', header: true, gzip: false },
          columns: ['receipt', 'id', 'day', 'paid'],
        },
      })
      const path = sent.headers.get('location')!
      expect((await admin.get(`${path}/preview?rows=4`)).body.rows).toEqual([
        { line: 2, cells: ['1', '1', '2017-01-02', '10'] },
        { line: 3, cells: ['2', '2', '2017-01-03', '20'] },
        { line: 4, cells: ['3', '1', '2017-02-30', '30'] },
        { line: 5, cells: ['4,"2,2017-01-05,40'], problem: { code: 'quotes', message: expect.any(String) } },
      ])
      expect(await admin.get(`${path}/rejects`)).toMatchObject({ status: 404, body: { code: 'rejects-unknown' } })
      const before = await events()
      const checked = await admin.post(`${path}/check`, manifest, wait)
      const counts = { rows: 5, items: 3, recorded: 3, unchanged: 0, rejected: 2 }
      expect(checked).toMatchObject({
        status: 200,
        body: { work: { kind: 'check', state: 'finished', tries: 1, counts, reasons: { quotes: 1 } } },
      })
      expect(await events()).toBe(before)
      const run = await admin.post(`${path}/run`, manifest, wait)
      expect(run).toMatchObject({ status: 200, body: { work: { kind: 'run', state: 'finished', counts } } })
      expect(run.body.work.rejects.map(({ line }: { line: number }) => line).toSorted()).toEqual([4, 5])
      const rejects = await admin.get(`${path}/rejects`)
      expect(rejects.headers.get('content-disposition')).toContain('rejects.csv')
      expect(rejects.body).toMatch(/^file,line,code,reason,raw,receipt,id,day,paid\n/)
      expect(rejects.body).toContain('sales.csv,5,quotes,')
      expect(await viewsCaughtUp(admin)).toEqual([])
      const { body } = await admin.get('/v1/value-pyramid?asOf=2017-12-31&currency=EUR')
      expect(body).toMatchObject({ customers: 2, total: 8_000 })
      const again = await admin.post(`${path}/run`, manifest, wait)
      expect(again.body.work.counts).toMatchObject({ recorded: 0, unchanged: 3, rejected: 2 })
      expect(await events()).toBe(before + 3)
    })

    it('says where a manifest is wrong, and where it does not fit the file', async () => {
      const path = `/v1/imports/${idOf(await upload(sales))}`
      const [file] = manifest.files
      const strange = { ...manifest, zone: 'Mars', files: [{ ...file, rows: 'sale' }] }
      expect(await admin.post(`${path}/check`, strange)).toMatchObject({
        status: 400,
        body: {
          code: 'invalid-body',
          errors: expect.arrayContaining([expect.objectContaining({ field: 'files.0.rows' })]),
        },
      })
      const unfit = { ...manifest, files: [{ ...file, fields: { ...file!.fields, revenue: 'price' } }] }
      expect(await admin.post(`${path}/run`, unfit)).toMatchObject({
        status: 422,
        body: { code: 'manifest-unfit', errors: [{ field: 'files.0.fields.revenue' }] },
      })
      const halves = { ...manifest, source: 'half \ud800' }
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
      for (const kind of ['check', 'run'])
        for (const none of [halves, { any: '\ud800' }, ['\ud800'], deep, { toString: 1 }])
          expect(await admin.post(`${path}/${kind}`, none)).toMatchObject({
            status: 400,
            body: { code: 'invalid-body' },
          })
      expect(await admin.post(`${path}/run`, { ...manifest, lookups: {} })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'lookups' }] },
      })
      expect(await admin.post(`${path}/run`, [])).toMatchObject({ status: 400 })
      expect((await admin.get(path)).body.work).toBeUndefined()
    })

    it('reads a file as it is told to, whatever it guessed', async () => {
      const body = gzipSync(Buffer.from('1;Zürich\n2;Genève\n', 'latin1'))
      const response = await fetch(`${the.service.url}/v1/imports?name=towns.gz`, {
        method: 'POST',
        headers: { authorization: `Bearer ${the.service.admin}`, 'content-type': 'application/gzip' },
        body,
      })
      const sent = (await response.json()) as { import: string; form: object; columns: string[] }
      expect(sent.form).toMatchObject({ separator: ';', encoding: 'latin1', header: false, gzip: true })
      expect(sent.columns).toEqual(['1', '2'])
      const preview = (query: string) => admin.get(`/v1/imports/${sent.import}/preview?${query}`)
      expect((await preview('')).body.rows[0]).toEqual({ line: 1, cells: ['1', 'Zürich'] })
      expect((await preview('separator=%2C&header=true')).body).toMatchObject({ columns: ['1;Zürich'] })
      expect(await preview('encoding=utf-8&header=true')).toMatchObject({
        status: 422,
        body: { code: 'file-unreadable', errors: [{ field: 'encoding' }] },
      })
      for (const wrong of ['separator=ab', 'header=perhaps', 'rows=0', 'format=xml', 'columns=a'])
        expect(await preview(wrong)).toMatchObject({ status: 400, body: { code: 'invalid-query' } })
      expect((await upload('{"id":1,"at":{"day":"2017-01-02"}}\n', 'lines.ndjson')).body).toMatchObject({
        form: { format: 'ndjson' },
        columns: ['id', 'at.day'],
      })
    })

    it('is the same for the same key, and refuses it for anything else', async () => {
      const key = { 'idempotency-key': 'once' }
      const first = await upload(sales, 'a.csv', key)
      expect(idOf(await upload(sales, 'a.csv', key))).toBe(idOf(first))
      for (const other of [await upload(sales, 'b.csv', key), await upload(`${sales}6,1,2017-01-01,1\n`, 'a.csv', key)])
        expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
      const path = `/v1/imports/${idOf(first)}`
      const run = await admin.post(`${path}/run`, manifest, { ...key, ...wait })
      const again = await admin.post(`${path}/run`, manifest, { ...key, ...wait })
      expect(again.body.work).toEqual(run.body.work)
      expect(await admin.post(`${path}/check`, manifest, key)).toMatchObject({ status: 422 })
    })

    it(
      'does one thing at a time, ends on request, and is removed only when nothing is under way',
      async () => {
        const path = `/v1/imports/${idOf(await upload(salesOf(20_000)))}`
        const asked = await Promise.all([1, 2, 3].map(() => admin.post(`${path}/run`, manifest)))
        expect(asked.map(({ status }) => status).toSorted()).toEqual([202, 409, 409])
        expect(await admin.call('DELETE', path)).toMatchObject({ status: 409, body: { code: 'import-busy' } })
        expect((await admin.post(`${path}/cancel`)).body.work.state).toMatch(/cancel/)
        const { body } = await ended(path)
        expect(body.work).toMatchObject({ state: 'cancelled' })
        expect(body.work.counts.recorded).toBeLessThan(20_000)
        await admin.post(`${path}/run`, manifest)
        const rest = await ended(path)
        expect(rest.body.work.counts).toMatchObject({ rows: 20_000, unchanged: body.work.counts.recorded })
        expect(await admin.call('DELETE', path)).toMatchObject({ status: 204 })
        for (const gone of [
          await admin.get(path),
          await admin.post(`${path}/cancel`),
          await admin.call('DELETE', path),
        ])
          expect(gone).toMatchObject({ status: 404, body: { code: 'import-unknown' } })
      },
      LONG_MS,
    )

    it(
      'goes on after a restart in its middle, and records nothing twice',
      async () => {
        const path = `/v1/imports/${idOf(await upload(salesOf(15_000).replaceAll(',2018-', ',2019-')))}`
        const other = { ...manifest, source: 'other-shop' }
        await admin.post(`${path}/run`, other)
        while (((await admin.get(path)).body.work.counts.recorded ?? 0) === 0)
          await new Promise((resolve) => setTimeout(resolve, 20))
        await the.restart()
        const { body } = await ended(path)
        expect(body.work).toMatchObject({ state: 'finished', tries: 2, counts: { rows: 15_000, rejected: 0 } })
        expect(body.work.counts.recorded + body.work.counts.unchanged).toBe(15_000)
        expect(body.work.counts.unchanged).toBeGreaterThan(0)
      },
      LONG_MS,
    )

    it('is listed, newest use first, page by page', async () => {
      const { body } = await admin.get('/v1/imports?limit=2')
      expect(body.largest).toBeGreaterThan(1_000_000)
      expect(body.items).toHaveLength(2)
      await admin.call('DELETE', `/v1/imports/${body.items[1].import}`)
      const next = (await admin.get(`/v1/imports?limit=2&cursor=${body.next}`)).body
      const ids = [...body.items, ...next.items].map((one: { import: string }) => one.import)
      expect(new Set(ids).size).toBe(4)
      expect(body.items[0]).not.toHaveProperty('form')
      expect(await admin.get(`/v1/imports?cursor=${body.items[0].import}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-query', errors: [{ field: 'cursor' }] },
      })
    })

    it('is for those who may take over a past, and takes files only', async () => {
      const path = `/v1/imports/${idOf(await upload(sales))}`
      const analyst = as(the.service, await the.service.token('ann', 'analyst', 'planner'))
      for (const one of ['/v1/imports', path, `${path}/preview`, `${path}/rejects`])
        expect(await analyst.get(one)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
      expect(await analyst.post(`${path}/run`, manifest)).toMatchObject({ status: 403 })
      expect(await as(the.service, 'nobody').get(path)).toMatchObject({ status: 401 })
      expect(await admin.post('/v1/imports?name=a.json', {})).toMatchObject({ status: 415 })
      expect(await upload('', 'empty.csv')).toMatchObject({ status: 400, body: { code: 'invalid-body' } })
      expect(await upload(sales, '..%2Fetc')).toMatchObject({ status: 400, body: { code: 'invalid-query' } })
      expect(await admin.get('/v1/imports/nothing')).toMatchObject({ status: 404, body: { code: 'import-unknown' } })
    })

    it('leaves with everything that is kept of files when a person is erased', async () => {
      await upload(sales)
      await admin.post('/v1/customers/c-1/erase', { reason: 'asked for it' })
      const items = async () => (await admin.get('/v1/imports')).body.items as unknown[]
      for (let tries = 0; tries < 100 && (await items()).length > 0; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50))
      expect(await items()).toEqual([])
    })
  })
})
