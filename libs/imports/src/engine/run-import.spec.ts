import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import type { Answer, Executor } from '@ledger/event-sourcing'
import { imported, scratchLedger } from '../../testing/index.js'
import { Rehearsal } from './rehearsal.js'

const manifest = (...files: readonly string[]) =>
  `{ ledgerImport: 1, source: shop, zone: Europe/Vienna, currency: EUR, files: [${files.join(', ')}] }`

const sales = `{ path: sales.csv, rows: purchase, identity: [receipt],
  fields: { customer: 'c-{id}', at: day, revenue: paid } }`
const fairs = `{ path: fairs.csv, rows: campaign,
  fields: { campaign: id, name: name, kind: { value: exhibition }, from: from, to: to, owner: { value: pat }, channel: { value: letter }, budget: { value: 0 } } }`
const fairsCsv = 'id,name,from,to\nfair,Spring fair,2017-03-01,2017-03-03\n'

type Data = Readonly<Record<string, unknown>>
const brief = (events: readonly { type: string; data: unknown }[]) =>
  events.map(({ type, data }) => [type, data] as [string, Data])

describe('an import', () => {
  it('records each kind of row as a fact of the past, with the times and the name of its source', async () => {
    await using ledger = await scratchLedger()
    const row = (path: string, rows: string, more = '') =>
      `{ path: ${path}, rows: ${rows}, fields: { campaign: campaign, customer: customer, at: at ${more} } }`
    const people = (at: string) => `campaign,customer,at\nfair,c-1,${at}\n`
    const { totals } = await imported(
      ledger,
      manifest(
        fairs,
        row('t.csv', 'targeting'),
        row('i.csv', 'invitation', ', channel: { value: letter }, wave: { value: w1 }'),
        row('a.csv', 'answer', ', answer: { value: accepted }'),
        row('r.csv', 'registration', ', partySize: { value: 2 }'),
        row('h.csv', 'attendance'),
        '{ path: k.csv, rows: cost, identity: [n], fields: { campaign: { value: fair }, amount: eur, day: day } }',
        '{ path: c.csv, rows: customer, fields: { customer: id, attributes: { city: city, age: age, known: { value: true } } } }',
        '{ path: d.csv, rows: contract, identity: [n], fields: { customer: { value: c-1 }, signed: from, ended: to, value: eur } }',
      ),
      {
        'fairs.csv': fairsCsv,
        't.csv': people('2017-02-01'),
        'i.csv': people('2017-02-02'),
        'a.csv': people('2017-02-03 10:30'),
        'r.csv': people('2017-02-04'),
        'h.csv': people('2017-03-01 09:00'),
        'k.csv': 'n,eur,day\n17,99.95,2017-03-05\n',
        'c.csv': 'id,city,age\nc-1,Wien,\n',
        'd.csv': 'n,from,to,eur\nA 9,2017-04-01,,100\nB,2017-04-02,2017-12-31,\n',
      },
    )
    expect(totals).toMatchObject({ items: 10, recorded: 10, rejected: 0 })
    const events = await ledger.recorded()
    const [first] = events
    expect(first).toMatchObject({
      type: 'CampaignTakenOver',
      data: {
        phase: 'held',
        source: 'shop',
        plan: {
          period: { from: '2017-03-01', to: '2017-03-03', zone: 'Europe/Vienna' },
          targetGroups: [{ id: 'all', channel: 'letter' }],
        },
      },
      metadata: { actor: 'import:shop', source: 'shop', occurredAt: '2017-02-28T23:00:00.000Z' },
    })
    expect(new Set(events.map(({ metadata }) => metadata.$correlationId)).size).toBe(1)
    const facts = events.slice(1).map(({ type, data, metadata }) => [type, metadata.occurredAt, data])
    const person = { campaign: 'fair', customer: 'c-1', source: 'shop' }
    expect(facts).toEqual([
      ['CustomerTargeted', '2017-02-01T11:00:00.000Z', { ...person, group: 'all' }],
      ['ParticipantInvited', '2017-02-02T11:00:00.000Z', { ...person, group: 'all', channel: 'letter', wave: 'w1' }],
      ['InvitationAccepted', '2017-02-03T09:30:00.000Z', expect.objectContaining(person)],
      ['RegistrationTakenOver', '2017-02-04T11:00:00.000Z', { ...person, partySize: 2 }],
      ['AttendanceTakenOver', '2017-03-01T08:00:00.000Z', person],
      [
        'CostRecorded',
        '2017-03-05T11:00:00.000Z',
        { campaign: 'fair', cost: 'shop~17', line: 'all', amount: 9_995, currency: 'EUR', day: '2017-03-05' },
      ],
      [
        'CustomerDescribed',
        expect.any(String),
        {
          at: expect.any(String),
          customer: 'c-1',
          attributes: { city: 'Wien', known: true },
          source: 'shop',
        },
      ],
      [
        'ContractSigned',
        '2017-04-01T10:00:00.000Z',
        expect.objectContaining({ contract: expect.stringMatching(/^shop~/), value: 10_000, currency: 'EUR' }),
      ],
      ['ContractSigned', '2017-04-02T10:00:00.000Z', expect.objectContaining({ day: '2017-04-02' })],
      ['ContractEnded', '2017-12-31T11:00:00.000Z', expect.objectContaining({ day: '2017-12-31' })],
    ])
  })

  it('keeps good rows, and lists bad ones and refused ones with file, line and reason', async () => {
    await using ledger = await scratchLedger()
    const csv = [
      'receipt,id,day,paid',
      '1,1,2017-01-01,5',
      '2,,2017-01-01,5',
      '3,x y,2017-01-01,5',
      '4,1,2017-02-30,5',
      '5,1,2017-01-01,-5',
      '6,1,2017-01-01',
      '1,1,2017-01-01,9',
      '7,1,2017-01-02,6',
      '',
    ].join('\r\n')
    const { totals, rejects } = await imported(ledger, manifest(sales), { 'sales.csv': csv })
    expect(totals).toEqual({ rows: 8, passedOver: 0, items: 5, recorded: 2, unchanged: 0, rejected: 6 })
    const listed = rejects
      .map(({ file, line, code, message }) => [file, line, code, message])
      .sort((a, b) => Number(a[1]) - Number(b[1]))
    expect(listed).toEqual([
      ['sales.csv', 3, 'bad-field', 'customer is empty'],
      ['sales.csv', 4, 'bad-field', expect.stringContaining('customer: "c-x y" must be 1 to 64')],
      [
        'sales.csv',
        5,
        'bad-field',
        'at: "2017-02-30" is no time in the form ISO 8601 and no day in the form yyyy-MM-dd',
      ],
      ['sales.csv', 6, 'bad-field', 'revenue must not be less than 0'],
      ['sales.csv', 7, 'column-count', 'the row has 3 columns instead of 4'],
      ['sales.csv', 8, 'purchase-exists', 'purchase-exists: {"purchase":"shop~1","day":"2017-01-01"}'],
    ])
  })

  it('doubles nothing the second time, in another order, as a longer export, or gzipped', async () => {
    await using ledger = await scratchLedger()
    const rows = ['1,1,2017-01-01,5', '2,2,2017-01-01,5.5', '3,1,2017-01-03,7']
    const csv = (...lines: readonly string[]) => ['receipt,id,day,paid', ...lines].join('\n')
    await imported(ledger, manifest(sales), { 'sales.csv': csv(...rows) })
    const again = await imported(ledger, manifest(sales), {
      'sales.csv': csv(...rows.toReversed(), '4,9,2017-01-04,1'),
    })
    expect(again.totals).toMatchObject({ recorded: 1, unchanged: 3, rejected: 0 })
    const packed = await imported(ledger, manifest(sales.replace('sales.csv', 'sales.csv.gz')), {
      'sales.csv.gz': gzipSync(csv(...rows)),
    })
    expect(packed.totals).toMatchObject({ recorded: 0, unchanged: 3 })
    expect(await ledger.recorded()).toHaveLength(4)
  })

  it('counts exact repeats where the manifest says that they are meant', async () => {
    await using ledger = await scratchLedger()
    const file = (repeats: string) =>
      `{ path: p.txt, format: blank-separated, columns: [id, day, paid], rows: purchase, identity: [id, day, paid], repeats: ${repeats},
         fields: { customer: id, at: day, revenue: paid } }`
    const txt = 'a 2017-01-01 5\nb 2017-01-01 5\na 2017-01-01 5\na 2017-01-01 5\n'
    const same = await imported(ledger, manifest(file('same')), { 'p.txt': txt })
    expect(same.totals).toMatchObject({ recorded: 2, unchanged: 2 })
    const counted = await imported(ledger, manifest(file('count')), { 'p.txt': txt })
    expect(counted.totals).toMatchObject({ recorded: 2, unchanged: 2 })
    const again = await imported(ledger, manifest(file('count')), { 'p.txt': txt })
    expect(again.totals).toMatchObject({ recorded: 0, unchanged: 4 })
  })

  it('makes one purchase of the lines of a basket, wherever they stand', async () => {
    await using ledger = await scratchLedger()
    const file = `{ path: l.csv, rows: purchase, group: [basket], fields: { customer: id, at: at, revenue: paid, products: sku, quantity: n } }`
    const csv =
      'basket,id,at,paid,sku,n\nA,x,2017-01-01 10:00,1.10,p,1\nB,y,2017-01-01,2,p,1\nA,x,2017-01-01 10:01,2.20,q,2\nC,y,2017-01-02,1,q,1\nA,x,2017-01-01 10:02,0,p,4\nC,z,2017-01-02,1,q,1\n'
    const { totals, rejects } = await imported(ledger, manifest(file), { 'l.csv': csv })
    expect(totals).toEqual({ rows: 6, passedOver: 0, items: 2, recorded: 2, unchanged: 0, rejected: 2 })
    const baskets = brief(await ledger.recorded())
    expect(baskets.map(([, { revenue, products }]) => [revenue, products])).toEqual([
      [
        330,
        [
          { product: 'p', quantity: 5 },
          { product: 'q', quantity: 2 },
        ],
      ],
      [200, [{ product: 'p', quantity: 1 }]],
    ])
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [5, 'group-contradicts-itself'],
      [7, 'group-contradicts-itself'],
    ])
  })

  it('records a basket whole or not at all, so that it can be mended', async () => {
    await using ledger = await scratchLedger()
    const baskets = manifest(
      `{ path: lines.csv, rows: purchase, group: [b], fields: { customer: 'c-{id}', at: day, revenue: paid } }`,
    )
    const file = (paid: string) => ({
      'lines.csv': `b,id,day,paid\n1,7,2017-01-02,10\n2,7,2017-01-02,5\n1,7,2017-01-02,${paid}\n3,8,2017-01-03\n3,8,2017-01-03,4\n`,
    })
    const { totals, rejects } = await imported(ledger, baskets, file('oops'))
    expect(totals).toMatchObject({ recorded: 1, rejected: 4 })
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [2, 'group-incomplete'],
      [4, 'bad-field'],
      [5, 'column-count'],
      [6, 'group-incomplete'],
    ])
    expect(rejects[0]!.message).toBe('the row on line 4 of the same group was not taken')
    expect((await imported(ledger, baskets, file('20'))).totals).toMatchObject({
      recorded: 1,
      unchanged: 1,
      rejected: 2,
    })
    expect(brief(await ledger.recorded()).map(([, data]) => data['revenue'])).toEqual([500, 3_000])
  })

  it('records nothing of a damaged file whose baskets may go on behind the damage', async () => {
    await using ledger = await scratchLedger()
    const baskets = manifest(
      `{ path: lines.csv.gz, rows: purchase, group: [b], fields: { customer: 'c-{id}', at: day, revenue: paid } }`,
    )
    const lines = Array.from({ length: 3_000 }, (_, n) => `${n},${n},2017-01-02,${n}`).join('\n')
    const packed = gzipSync(`b,id,day,paid\n${lines}\n`)
    const { totals } = await imported(ledger, baskets, { 'lines.csv.gz': packed.subarray(0, packed.length - 2_000) })
    expect([totals.items, totals.recorded]).toEqual([0, 0])
    expect(totals.rejected).toBe(totals.rows)
  })

  it('keeps the numbers of repeats when a row among them is mended', async () => {
    await using ledger = await scratchLedger()
    const repeated = manifest(
      `{ path: s.csv, rows: purchase, identity: [id, day], repeats: count, fields: { customer: 'c-{id}', at: day, revenue: paid } }`,
    )
    const file = (first: string) => ({
      's.csv': `id,day,paid\n${[first, '5', '7'].map((paid) => `1,2017-01-02,${paid}`).join('\n')}\n`,
    })
    expect((await imported(ledger, repeated, file('oops'))).totals).toMatchObject({ recorded: 2, rejected: 1 })
    expect((await imported(ledger, repeated, file('9'))).totals).toMatchObject({
      recorded: 1,
      unchanged: 2,
      rejected: 0,
    })
    expect(brief(await ledger.recorded()).map(([, data]) => data['revenue'])).toEqual([500, 700, 900])
  })

  it('is told the same of a person twice without anything new, and lists what contradicts itself', async () => {
    await using ledger = await scratchLedger()
    const people = (at: string) =>
      manifest(`{ path: p.csv, rows: customer, fields: { customer: id, attributes: { city: city } ${at} } }`)
    const file = {
      'p.csv': 'id,city,since\na,Wien,2020-01-01\na,Graz,2021-01-01\na,Wien,2020-01-01\nb,Wien,2020-01-01\n',
    }
    const { totals, rejects } = await imported(ledger, people(''), file)
    expect(totals).toMatchObject({ recorded: 2, unchanged: 1, rejected: 1 })
    expect(rejects).toMatchObject([{ line: 3, code: 'contradicts-earlier-row' }])
    await using dated = await scratchLedger()
    const since = people(', at: since')
    expect((await imported(dated, since, file)).totals).toMatchObject({ recorded: 3, unchanged: 1, rejected: 0 })
    expect((await imported(dated, since, file)).totals).toMatchObject({ recorded: 0, unchanged: 4, rejected: 0 })
  })

  it('gives the commands of one stream in the order of the file', async () => {
    await using ledger = await scratchLedger()
    const rows = Array.from(
      { length: 2_000 },
      (_, at) => `c-${at % 3},city-${at},${2_000 + (at >> 1)}-0${(at % 2) + 1}-01`,
    )
    const file = '{ path: c.csv, rows: customer, fields: { customer: id, at: since, attributes: { city: city } } }'
    await imported(ledger, manifest(file), { 'c.csv': ['id,city,since', ...rows].join('\n') })
    const last = (await ledger.recorded()).filter(({ stream }) => stream === 'customer-c-1').at(-1)
    expect(last?.data).toMatchObject({ attributes: { city: 'city-1999' } })
  })

  it('has no more under way than it may', async () => {
    let [running, most] = [0, 0]
    const execute = async () => {
      most = Math.max(most, (running += 1))
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return { commandId: '', events: [], revision: 0 } satisfies Answer
    }
    const rows = Array.from({ length: 100 }, (_, at) => `${at},1,2017-01-01,5`).join('\n')
    const fake = { executor: { execute } as unknown as Executor }
    await imported(fake, manifest(sales), { 'sales.csv': `receipt,id,day,paid\n${rows}` }, { concurrency: 7 })
    expect(most).toBe(7)
  })

  it('shows how far it has come, up to the end', async () => {
    await using ledger = await scratchLedger()
    const seen: number[] = []
    const rows = Array.from({ length: 500 }, (_, at) => `${at},1,2017-01-01,5`).join('\n')
    await imported(
      ledger,
      manifest(sales.replace('identity', 'group')),
      { 'sales.csv': `receipt,id,day,paid\n${rows}` },
      {
        onProgress: ({ bytes, totalBytes }) => seen.push(bytes / totalBytes),
      },
    )
    expect(seen.at(-1)).toBe(1)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  })

  it('stops when it is told to, and the next one goes on', async () => {
    await using ledger = await scratchLedger()
    const rows = Array.from({ length: 300 }, (_, at) => `${at},${at},2017-01-01,5`).join('\n')
    const files = { 'sales.csv': `receipt,id,day,paid\n${rows}` }
    const stop = new AbortController()
    const executor = {
      execute: (...command: Parameters<Executor['execute']>) => {
        if (command[1]['customer'] === 'c-99') stop.abort()
        return ledger.executor.execute(...command)
      },
    } as unknown as Executor
    const first = await imported({ executor }, manifest(sales), files, { signal: stop.signal, concurrency: 4 })
    expect(first.report.interrupted).toBe(true)
    expect(first.totals.recorded).toBeGreaterThanOrEqual(100)
    expect(first.totals.recorded).toBeLessThan(300)
    const { totals } = await imported(ledger, manifest(sales), files)
    expect(totals).toMatchObject({ unchanged: first.totals.recorded, recorded: 300 - first.totals.recorded })
  })

  it('stops while it still gathers the rows of groups', async () => {
    await using ledger = await scratchLedger()
    const stop = new AbortController()
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at % 7},1,2017-01-01,5`).join('\n')
    const files = { 'sales.csv': `receipt,id,day,paid\n${rows}` }
    const { totals } = await imported(ledger, manifest(sales.replace('identity', 'group')), files, {
      signal: stop.signal,
      onProgress: ({ counts }) => (counts.rows > 0 ? stop.abort() : undefined),
    })
    expect(totals.rows).toBeLessThan(20_000)
    expect(totals.items).toBe(0)
  })

  it('ends where the store fails, with its error', async () => {
    const executor = { execute: () => Promise.reject(new Error('disk full')) } as unknown as Executor
    await expect(
      imported({ executor }, manifest(sales), { 'sales.csv': 'receipt,id,day,paid\n1,1,2017-01-01,5' }),
    ).rejects.toThrow('disk full')
  })

  it('lists rows of a file that breaks off, and goes on with the next file', async () => {
    await using ledger = await scratchLedger()
    const packed = gzipSync('receipt,id,day,paid\n1,1,2017-01-01,5\n')
    const more = sales.replace('sales.csv', 'more.csv')
    const { totals, rejects } = await imported(ledger, manifest(sales.replace('sales.csv', 'sales.csv.gz'), more), {
      'sales.csv.gz': packed.subarray(0, packed.length - 4),
      'more.csv': 'receipt,id,day,paid\n2,1,2017-01-01,5',
    })
    expect(rejects.map(({ code }) => code)).toEqual(['file-broken'])
    expect(totals.recorded).toBeGreaterThanOrEqual(1)
  })
})

describe('a dry run', () => {
  const files = {
    'fairs.csv': fairsCsv,
    'a.csv': 'campaign,customer,at\nfair,c-1,2017-02-03\nfair,c-1,2017-02-04\nother,c-1,2017-02-03\n',
  }
  const text = manifest(
    fairs,
    '{ path: a.csv, rows: answer, fields: { campaign: campaign, customer: customer, at: at, answer: { value: accepted } } }',
  )

  it('tells what would happen on an empty ledger, commands seeing those before them', async () => {
    const { totals, rejects } = await imported({ executor: new Rehearsal() as unknown as Executor }, text, files)
    expect(totals).toMatchObject({ recorded: 2, unchanged: 1, rejected: 1 })
    expect(rejects).toMatchObject([{ line: 4, code: 'campaign-unknown' }])
  })

  it('tells the same as the import does that follows it, and writes nothing', async () => {
    await using ledger = await scratchLedger()
    await imported(ledger, manifest(fairs), files)
    const before = await ledger.recorded()
    const rehearsed = await imported({ executor: new Rehearsal(ledger.states) as unknown as Executor }, text, files)
    expect(await ledger.recorded()).toEqual(before)
    expect(rehearsed.totals).toEqual((await imported(ledger, text, files)).totals)
  })
})
