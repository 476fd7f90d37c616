import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { comesTrue } from '../faults/waiting.js'
import { onAllStacks } from '../stacks/places.js'
import { as, startService } from './service.js'
import type { Reply, Service } from './service.js'

interface Item {
  readonly position: number
  readonly type: string
  readonly words: string
  readonly occurredAt: string
}

onAllStacks((place) => {
  describe('the history that an auditor reads', () => {
    let service: Service
    let admin: ReturnType<typeof as>
    let vera: ReturnType<typeof as>
    const replies: Record<string, Reply> = {}

    beforeAll(async () => {
      service = await startService(await place())
      admin = as(service, service.admin)
      const alex = as(service, await service.token('alex', 'approver'))
      const pat = as(service, await service.token('pat', 'planner'))
      vera = as(service, await service.token('vera', 'auditor'))
      await pat.post('/v1/campaigns/fair/draft', { plan: aPlan() })
      await pat.post('/v1/campaigns/fair/revise-plan', { plan: aPlan({ place: 'Hall 3' }) })
      await pat.post('/v1/campaigns/fair/submit')
      await alex.post('/v1/campaigns/fair/approve', { comment: 'within budget' })
      await pat.post('/v1/campaigns/fair/begin-wave', { wave: 'w1', group: 'key-staff' })
      const open = { capacity: 1 }
      replies.opened = await pat.post('/v1/campaigns/fair/open-registration', open, { 'ledger-reason': 'as%20planned' })
      for (const customer of ['ann', 'bob']) {
        await pat.post(`/v1/campaigns/fair/participants/${customer}/invite`, { wave: 'w1' })
        await pat.post('/v1/campaigns/fair/desk/register', { customer })
      }
      await pat.post('/v1/campaigns/fair/participants/ann/accept', {}, { 'ledger-occurred-at': '2027-01-02T10:00:00Z' })
      await pat.post('/v1/campaigns/fairer/draft', { plan: aPlan() })
      await pat.post('/v1/customers/ann/describe', { attributes: { city: 'Vienna' } })
      const purchase = { purchase: 'p1', day: '2027-03-09', zone: 'UTC', revenue: 900, currency: 'EUR' }
      await pat.post('/v1/customers/ann/record-purchase', { ...purchase, campaign: 'fair' })
      await pat.post('/v1/customers/ann/record-purchase', { ...purchase, purchase: 'p2' })
      await alex.post('/v1/policies/churn-days/set', { days: 60, reason: 'they come more often' })
      replies.finished = await pat.post('/v1/campaigns/fair/start')
      replies.finished = await pat.post('/v1/campaigns/fair/finish')
    })
    afterAll(() => service.stop())

    const history = async (query: string, headers?: Record<string, string>) =>
      (await vera.get(`/v1/audit/history?${query}`, headers)).body
    const types = async (query: string) => (await history(query)).items.map(({ type }: Item) => type)

    it('of a campaign tells its plan and its desk, in words, with who and when', async () => {
      const { items } = await history('subject=campaign/fair')
      expect(items.map(({ words }: Item) => words)).toEqual([
        'pat drafted the plan “Spring fair 2027”.',
        'pat revised the plan “Spring fair 2027”.',
        'pat submitted the plan for approval.',
        'alex approved the plan: “within budget”.',
        'pat began wave w1 to key-staff over e-mail.',
        'pat opened registration with 1 seat; an offer of a freed seat holds for 24 hours.',
        'The registration desk opened with 1 seat.',
        'ann was registered.',
        'bob joined the waitlist, at priority 0.',
        'pat started the campaign.',
        'pat finished the campaign.',
        'The registration desk closed with 1 registered on 1 seat and 1 waiting, for the campaign is finished.',
        '1 registered person did not come.',
      ])
      const drafted = items[0]
      expect(drafted).toMatchObject({ stream: 'campaign-fair', revision: 0, who: 'pat', data: { campaign: 'fair' } })
      expect([drafted.approval, drafted.cause, drafted.reason]).toEqual([undefined, undefined, undefined])
      expect(items[5]).toMatchObject({ type: 'RegistrationOpened', reason: 'as planned' })
    })

    it('says on whose approval, of which version of the plan, and what caused it', async () => {
      const { items } = await history('subject=campaign/fair')
      const approved = items[3]
      const { position, occurredAt: at } = approved
      expect(approved).not.toHaveProperty('approval')
      for (const item of items.slice(4))
        expect(item.approval).toEqual({
          by: 'alex',
          at,
          position,
          planVersion: 2,
          planDigest: approved.data.planDigest,
        })
      expect(items[6]).toMatchObject({
        who: 'process:open-desk',
        cause: { position: items[5].position, id: items[5].id, type: 'RegistrationOpened', words: items[5].words },
      })
    })

    it('tells the ways of participants where that is asked for, and of one of them from all that is theirs', async () => {
      const alone = await types('subject=campaign/fair')
      const all = await types('subject=campaign/fair&with=participants')
      expect(all).toHaveLength(alone.length + 5)
      const { items } = await history('subject=participant/fair/ann')
      expect(items.map(({ type }: Item) => type)).toEqual([
        'CustomerTargeted',
        'ParticipantInvited',
        'ParticipantRegistered',
        'InvitationAccepted',
        'PurchaseRecorded',
        'NoShowsRecorded',
      ])
      expect(items[3].occurredAt).toBe('2027-01-02T10:00:00.000Z')
      expect(items[2].recordedAt > items[3].occurredAt).toBe(false)
    })

    it('of a customer, and of a policy, is theirs alone', async () => {
      expect(await types('subject=customer/ann')).toEqual(['CustomerDescribed', 'PurchaseRecorded', 'PurchaseRecorded'])
      expect(await history('subject=policy/churn-days')).toMatchObject({
        items: [{ type: 'ChurnDaysSet', reason: 'they come more often', who: 'alex' }],
      })
      for (const policy of ['tier-cuts', 'funnel-stages/seminar'])
        expect(await history(`subject=policy/${policy}`)).toEqual({ items: [] })
    })

    it('is the whole log where no subject is named, from either end and page by page', async () => {
      const { items: all } = await history('limit=1000')
      expect(all.map(({ position }: Item) => position)).toEqual(
        (await vera.get('/v1/events?limit=1000')).body.items.map(({ position }: Item) => position),
      )
      for (const [subject, order] of [
        ['', 'oldest'],
        ['', 'newest'],
        ['subject=campaign/fair&', 'oldest'],
        ['subject=campaign/fair&', 'newest'],
        ['subject=campaign/fair&with=participants&', 'newest'],
      ]) {
        const whole = (await history(`${subject}order=oldest&limit=1000`)).items
        const paged: Item[] = []
        for (let next: string | undefined = ''; next !== undefined;) {
          const page: { items: Item[]; next?: string } = await history(`${subject}order=${order}&limit=3${next}`)
          paged.push(...page.items)
          next = page.next === undefined ? undefined : `&next=${page.next}`
        }
        expect(paged).toEqual(order === 'oldest' ? whole : whole.toReversed())
      }
    })

    it('is narrowed by kind, by who, and by when it was recorded', async () => {
      expect(await types('type=CampaignApproved,ChurnDaysSet')).toEqual(['CampaignApproved', 'ChurnDaysSet'])
      expect(await types('subject=campaign/fair&type=DeskOpened')).toEqual(['DeskOpened'])
      expect(await types('who=alex&order=newest')).toEqual(['ChurnDaysSet', 'CampaignApproved'])
      const { items } = await history('limit=1000')
      const middle = items[7].recordedAt
      const before = await history(`recordedTo=${middle}&limit=1000`)
      const after = await history(`recordedFrom=${middle}&limit=1000`)
      expect(before.items).toEqual(items.filter((one: { recordedAt: string }) => one.recordedAt <= middle))
      expect(after.items).toEqual(items.filter((one: { recordedAt: string }) => one.recordedAt >= middle))
    })

    it('is what the ledger knew at a moment, or at a position', async () => {
      const { items } = await history('limit=1000')
      const { position, recordedAt } = items[7]
      const known = items.filter((one: Item & { recordedAt: string }) => one.recordedAt <= recordedAt)
      expect((await history(`knownAt=${recordedAt}&limit=1000`)).items).toEqual(known)
      expect((await history(`knownAtPosition=${position}&order=newest&limit=1000`)).items).toEqual(
        items.slice(0, 8).toReversed(),
      )
      expect((await history(`knownAtPosition=${position}&toPosition=${items[3].position}`)).items).toHaveLength(4)
      const before = await vera.get('/v1/audit/history?knownAt=2020-01-01T00:00:00Z')
      expect([before.status, before.body.code]).toEqual([404, 'nothing-known-yet'])
    })

    it.each(['oldest', 'newest'])(
      'is what lies between two positions, or happened between two moments, %s first',
      async (order) => {
        const items: Item[] = (await history(`limit=1000&order=${order}`)).items
        const inOrder = items.toSorted((one, other) => one.position - other.position)
        const [first, last] = [inOrder[3]!.position, inOrder.at(-4)!.position]
        const between = await history(`afterPosition=${first}&toPosition=${last}&limit=1000&order=${order}`)
        expect(between.items).toEqual(items.filter(({ position }) => position > first && position <= last))
        expect(between.items.length).toBeGreaterThan(3)
        const [early, late] = [inOrder[2]!.occurredAt, inOrder.at(-3)!.occurredAt]
        const happened = await history(`occurredAfter=${early}&occurredBy=${late}&limit=1000&order=${order}`)
        expect(happened.items).toEqual(items.filter(({ occurredAt }) => occurredAt > early && occurredAt <= late))
      },
    )

    it('leaves as a table, or as lines', async () => {
      const csv: string = await history('subject=campaign/fair', { accept: 'text/csv' })
      const [head, first] = csv.split('\n')
      expect(head).toMatch(/^position,recordedAt,occurredAt,who,type,words,reason,approvedBy/)
      expect(first).toContain('pat drafted the plan “Spring fair 2027”.')
      const lines: string = await history('subject=campaign/fair&order=newest', { accept: 'application/x-ndjson' })
      const { items } = await history('subject=campaign/fair&order=newest')
      expect(
        lines
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual(items)
    })

    it('opens the causes of an event, up to the request, and what came of it', async () => {
      const [opened, desk] = (await history('type=RegistrationOpened,DeskOpened')).items
      const down = (await vera.get(`/v1/audit/history/${opened.position}/causes`)).body
      expect(down).toMatchObject({ event: opened, above: [], below: [{ ...desk, follows: opened.position }] })
      expect(down.request).toEqual({
        commandId: replies.opened!.body.commandId,
        correlationId: opened.correlationId,
        who: 'pat',
      })
      const up = (await vera.get(`/v1/audit/history/${desk.position}/causes`)).body
      expect(up).toMatchObject({ event: desk, above: [opened], below: [], request: down.request })
      const [finished] = (await history('type=CampaignFinished')).items
      const { below } = (await vera.get(`/v1/audit/history/${finished.position}/causes`)).body
      expect(below.map(({ type, follows }: Item & { follows: number }) => [type, follows])).toEqual([
        ['DeskClosed', finished.position],
        ['NoShowsRecorded', finished.position],
      ])
    })

    it('knows what bulk work brought about', async () => {
      const items = Array.from({ length: 3 }, (_, n) => `guest-${n}`)
      await admin.post('/v1/campaigns/bulk/draft', { plan: aPlan() })
      await admin.post('/v1/campaigns/bulk/submit')
      await as(service, await service.token('alex', 'approver')).post('/v1/campaigns/bulk/approve')
      await admin.post('/v1/campaigns/bulk/begin-wave', { wave: 'w1', group: 'key-staff' })
      const request = { wave: 'w1', group: 'key-staff', customers: items }
      const done = await admin.post('/v1/campaigns/bulk/invitations', request, { prefer: 'wait=20' })
      expect(done.body).toMatchObject({ phase: 'finished', changed: 3 })
      const begun = (await vera.get(`/v1/work/${done.body.work}?revision=0`)).body
      expect(begun).toMatchObject({
        phase: 'running',
        total: 3,
        done: 0,
        moment: { knownAtPosition: expect.any(Number) },
      })
      const before = await vera.get(`/v1/work/${done.body.work}?knownAtPosition=${begun.moment.knownAtPosition - 1}`)
      expect([before.status, before.body.code]).toEqual([404, 'work-unknown'])
      const [accepted] = (await history('type=WorkAccepted')).items
      const { below } = (await vera.get(`/v1/audit/history/${accepted.position}/causes`)).body
      expect(below.filter(({ type }: Item) => type === 'ParticipantInvited')).toHaveLength(3)
      const invited = await history('subject=campaign/bulk&with=participants&type=ParticipantInvited')
      expect(invited.items[0].cause).toMatchObject({ position: accepted.position, type: 'WorkAccepted' })
    })

    it('shows what is erased as erased, in its data and in its words', async () => {
      const open = (await history('subject=customer/ann&type=CustomerDescribed')).items[0]
      expect(open.data.attributes).toEqual({ city: 'Vienna' })
      await admin.post('/v1/customers/ann/erase', { reason: 'asked for it' })
      const completed = async () => (await types('subject=customer/ann')).includes('ErasureCompleted')
      expect(await comesTrue(completed)).toBe(true)
      const items = (await history('subject=customer/ann')).items
      expect(items[0]).toEqual({
        ...open,
        words: expect.stringContaining('erased'),
        data: { ...open.data, attributes: { erased: true } },
      })
      expect(items.at(-1)).toMatchObject({ type: 'ErasureCompleted', cause: { type: 'CustomerErased' } })
    })

    it.each([
      ['subject=campaign/nobody', 404, 'campaign-unknown'],
      ['subject=campaign/nobody&with=participants', 404, 'campaign-unknown'],
      ['subject=participant/fair/nobody', 404, 'participant-unknown'],
      ['subject=customer/nobody', 404, 'customer-unknown'],
      ['subject=campaign', 400, 'invalid-query'],
      ['subject=campaign/fair/ann', 400, 'invalid-query'],
      ['subject=campaign/-', 400, 'invalid-query'],
      ['subject=participant/fair', 400, 'invalid-query'],
      ['subject=policy/prices', 400, 'invalid-query'],
      ['subject=policy/funnel-stages', 400, 'invalid-query'],
      ['subject=constructor/x', 400, 'invalid-query'],
      ['subject=customer/ann&with=participants', 400, 'invalid-query'],
      ['subject=campaign/fair&with=all', 400, 'invalid-query'],
      ['type=Nothing', 400, 'invalid-query'],
      ['type=', 400, 'invalid-query'],
      ['order=up', 400, 'invalid-query'],
      ['recordedFrom=yesterday', 400, 'invalid-query'],
      ['occurredBy=soon', 400, 'invalid-query'],
      ['afterPosition=-1', 400, 'invalid-query'],
      ['afterPosition=39&toPosition=3', 400, 'invalid-query'],
      ['recordedFrom=2027-02-01T00:00:00Z&recordedTo=2027-01-01T00:00:00Z', 400, 'invalid-query'],
      ['next=x', 400, 'invalid-query'],
      ['limit=1001', 400, 'invalid-query'],
      ['stream=x', 400, 'invalid-query'],
    ])('answers %s with %d %s', async (query, status, code) => {
      const reply = await vera.get(`/v1/audit/history?${query}`)
      expect([reply.status, reply.body.code]).toEqual([status, code])
    })

    it('has no causes of what never was', async () => {
      const none = await vera.get('/v1/audit/history/999999999/causes')
      expect([none.status, none.body.code]).toEqual([404, 'event-unknown'])
      expect((await vera.get('/v1/audit/history/x/causes')).status).toBe(400)
    })
  })
})
