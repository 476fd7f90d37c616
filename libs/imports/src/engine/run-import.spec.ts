import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { fairs, fairsCsv, imported, sales, scratchLedger, shopManifest } from '../../testing/index.js'

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
      shopManifest(
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
    const { totals, rejects } = await imported(ledger, shopManifest(sales), { 'sales.csv': csv })
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
    await imported(ledger, shopManifest(sales), { 'sales.csv': csv(...rows) })
    const again = await imported(ledger, shopManifest(sales), {
      'sales.csv': csv(...rows.toReversed(), '4,9,2017-01-04,1'),
    })
    expect(again.totals).toMatchObject({ recorded: 1, unchanged: 3, rejected: 0 })
    const packed = await imported(ledger, shopManifest(sales.replace('sales.csv', 'sales.csv.gz')), {
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
    const same = await imported(ledger, shopManifest(file('same')), { 'p.txt': txt })
    expect(same.totals).toMatchObject({ recorded: 2, unchanged: 2 })
    const counted = await imported(ledger, shopManifest(file('count')), { 'p.txt': txt })
    expect(counted.totals).toMatchObject({ recorded: 2, unchanged: 2 })
    const again = await imported(ledger, shopManifest(file('count')), { 'p.txt': txt })
    expect(again.totals).toMatchObject({ recorded: 0, unchanged: 4 })
  })

  it('keeps the numbers of repeats when a row among them is mended', async () => {
    await using ledger = await scratchLedger()
    const repeated = shopManifest(
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
      shopManifest(`{ path: p.csv, rows: customer, fields: { customer: id, attributes: { city: city } ${at} } }`)
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
})
