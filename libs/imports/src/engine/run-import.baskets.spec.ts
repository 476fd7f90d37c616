import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { imported, scratchLedger, shopManifest } from '../../testing/index.js'

type Data = Readonly<Record<string, unknown>>
const brief = (events: readonly { type: string; data: unknown }[]) =>
  events.map(({ type, data }) => [type, data] as [string, Data])

describe('an import of rows that belong together', () => {
  it('makes one purchase of the lines of a basket, wherever they stand', async () => {
    await using ledger = await scratchLedger()
    const file = `{ path: l.csv, rows: purchase, group: [basket], fields: { customer: id, at: at, revenue: paid, products: sku, quantity: n } }`
    const csv =
      'basket,id,at,paid,sku,n\nA,x,2017-01-01 10:00,1.10,p,1\nB,y,2017-01-01,2,p,1\nA,x,2017-01-01 10:01,2.20,q,2\nC,y,2017-01-02,1,q,1\nA,x,2017-01-01 10:02,0,p,4\nC,z,2017-01-02,1,q,1\n'
    const { totals, rejects } = await imported(ledger, shopManifest(file), { 'l.csv': csv })
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
    const baskets = shopManifest(
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
    const baskets = shopManifest(
      `{ path: lines.csv.gz, rows: purchase, group: [b], fields: { customer: 'c-{id}', at: day, revenue: paid } }`,
    )
    const lines = Array.from({ length: 3_000 }, (_, n) => `${n},${n},2017-01-02,${n}`).join('\n')
    const packed = gzipSync(`b,id,day,paid\n${lines}\n`)
    const { totals } = await imported(ledger, baskets, { 'lines.csv.gz': packed.subarray(0, packed.length - 2_000) })
    expect([totals.items, totals.recorded]).toEqual([0, 0])
    expect(totals.rejected).toBe(totals.rows)
  })
})
