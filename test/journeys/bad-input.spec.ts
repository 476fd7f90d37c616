import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan as plan } from '@ledger/campaigns/testing'
import { onStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Service } from './service.js'

onStacks((place) => {
  describe('bad input gets a clear error, and nothing is written', () => {
    let service: Service
    let admin: ReturnType<typeof as>
    const draft = '/v1/campaigns/bad/draft'
    const fieldsOf = (body: { errors: { field: string }[] }) => body.errors.map((one) => one.field)

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
    })
    afterAll(async () => {
      expect(await service.ledger.events.head()).toBeUndefined()
      await service.stop()
    })

    it.each([
      ['a bad day', { period: { from: '2027-02-30', to: '2027-03-01', zone: 'UTC' } }, 'plan.period.from'],
      [
        'a zone that does not exist',
        { period: { from: '2027-02-01', to: '2027-03-01', zone: 'Mars/Base' } },
        'plan.period.zone',
      ],
      ['a currency that does not exist', { currency: 'EUX' }, 'plan.currency'],
      ['negative money', { budget: [{ id: 'a', name: 'A', amount: -1 }] }, 'plan.budget.0.amount'],
      ['half a cent', { budget: [{ id: 'a', name: 'A', amount: 0.5 }] }, 'plan.budget.0.amount'],
      ['a number past 2^53', { budget: [{ id: 'a', name: 'A', amount: 2 ** 53 }] }, 'plan.budget.0.amount'],
      ['an unknown field', { colour: 'red' }, 'plan.colour'],
      ['a wrong type', { name: 7 }, 'plan.name'],
      ['an empty name', { name: '' }, 'plan.name'],
      ['control characters', { name: 'a\u0000b' }, 'plan.name'],
      ['half a character', { name: '\ud800' }, 'plan.name'],
      ['an e-mail address as an id', { owner: 'pat@example.org' }, 'plan.owner'],
      [
        'a channel that does not exist',
        { targetGroups: [{ id: 'g', name: 'G', channel: 'pigeon' }] },
        'plan.targetGroups.0.channel',
      ],
      ['a list that is none', { budget: 'none' }, 'plan.budget'],
      ['a list of something else', { budget: [7] }, 'plan.budget'],
    ])('names the field of %s', async (_, changes, field) => {
      const { status, body, headers } = await admin.post(draft, { plan: plan(changes as never) })
      expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8'])
      expect(fieldsOf(body)).toContain(field)
    })

    it.each([
      ['malformed JSON', '{"plan":', 400, 'malformed-request'],
      ['no object', '[]', 400, 'invalid-body'],
      ['no plan', '{}', 400, 'invalid-body'],
      ['a prototype key', '{"__proto__":{"admin":true},"plan":null}', 400, 'malformed-request'],
      ['a huge body', JSON.stringify({ plan: 'x'.repeat(1_100_000) }), 413, 'body-too-large'],
    ])('refuses %s', async (_, raw, status, code) => {
      expect(await admin.call('POST', draft, raw)).toMatchObject({ status, body: { code } })
    })

    it('refuses bodies of another type', async () => {
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
        expect(await admin.call('POST', draft, 'a=b', { 'content-type': type })).toMatchObject({
          status: 415,
          body: { code: 'media-type-not-supported' },
        })
      }
    })

    it.each([
      ['/v1/campaigns?limit=0', 'limit'],
      ['/v1/campaigns?limit=many', 'limit'],
      ['/v1/campaigns?sort=colour', 'sort'],
      ['/v1/campaigns?colour=red', 'colour'],
      ['/v1/campaigns?cursor=nonsense', 'cursor'],
      ['/v1/campaigns?minPosition=-1', 'minPosition'],
      ['/v1/campaigns?phase=a&phase=b', 'phase'],
      ['/v1/value-pyramid?asOf=1997-02-30', 'asOf'],
      ['/v1/value-pyramid?cuts=rank:0.5,0.2,0.8', 'cuts'],
      ['/v1/value-pyramid?value=love', 'value'],
      ['/v1/value-pyramid?asOf=1997-02-01&since=1997-02-02', 'since'],
      ['/v1/value-pyramid/customers?group=top10', 'group'],
      ['/v1/churn-by-tier/customers?to=A', 'to'],
      ['/v1/churn-by-tier/customers?figure=at-risk&within=-1', 'within'],
      ['/v1/churn-by-tier/customers?figure=at-risk&month=1997-07', 'month'],
      ['/v1/churn-by-tier/customers?figure=at-risk&after=nobody&currency=EUR', 'after'],
      ['/v1/churn-by-tier?days=0', 'days'],
      ['/v1/churn-by-tier?from=1997-07', 'to'],
      ['/v1/churn-by-tier?from=1997-13&to=1998-01', 'from'],
    ])('names the parameter of %s', async (path, field) => {
      const { status, body } = await admin.get(path)
      expect([status, fieldsOf(body)]).toEqual([400, [field]])
    })

    it.each([
      ['Idempotency-Key', 'two words'],
      ['If-Match', 'seven'],
      ['Ledger-Occurred-At', '2027-02-30T00:00:00Z'],
      ['Ledger-Reason', '%E2%28'],
      ['Ledger-Reason', 'a%00b'],
    ])('names the header %s', async (name, value) => {
      const { status, body } = await admin.post('/v1/campaigns/bad/submit', {}, { [name]: value })
      expect([status, fieldsOf(body)]).toEqual([400, [name]])
    })

    it('answers 404 for what is not there, and 400 for what is no id', async () => {
      expect(await admin.get('/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } })
      expect(await admin.get('/v1/campaigns/none')).toMatchObject({ status: 404, body: { code: 'campaign-unknown' } })
      expect(await admin.get('/v1/campaigns/none/funnel')).toMatchObject({
        status: 404,
        body: { code: 'campaign-unknown' },
      })
      expect(await admin.get('/v1/campaigns/a%20b')).toMatchObject({ status: 400, body: { code: 'invalid-path' } })
      expect(await admin.get('/v1/work/none')).toMatchObject({ status: 404, body: { code: 'work-unknown' } })
    })

    it('says 503 when a view cannot become as fresh as was asked', async () => {
      const late = await admin.get('/v1/campaigns?minPosition=999999')
      expect([late.status, late.body.code, late.headers.get('retry-after')]).toEqual([503, 'not-yet-fresh', '1'])
    })
  })
})
