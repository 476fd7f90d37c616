import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import type { Answer, Executor } from '@ledger/event-sourcing'
import {
  executorOf,
  fairs,
  fairsCsv,
  imported,
  rehearsing,
  sales,
  scratchLedger,
  shopManifest,
} from '../../testing/index.js'
import { Rehearsal } from './rehearsal.js'

describe('an import under way', () => {
  it('gives the commands of one stream in the order of the file', async () => {
    await using ledger = await scratchLedger()
    const rows = Array.from(
      { length: 2_000 },
      (_, at) => `c-${at % 3},city-${at},${2_000 + (at >> 1)}-0${(at % 2) + 1}-01`,
    )
    const file = '{ path: c.csv, rows: customer, fields: { customer: id, at: since, attributes: { city: city } } }'
    await imported(ledger, shopManifest(file), { 'c.csv': ['id,city,since', ...rows].join('\n') })
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
    const fake = { executor: executorOf(execute) }
    await imported(fake, shopManifest(sales), { 'sales.csv': `receipt,id,day,paid\n${rows}` }, { concurrency: 7 })
    expect(most).toBe(7)
  })

  it('shows how far it has come, up to the end', async () => {
    await using ledger = await scratchLedger()
    const seen: number[] = []
    const rows = Array.from({ length: 500 }, (_, at) => `${at},1,2017-01-01,5`).join('\n')
    await imported(
      ledger,
      shopManifest(sales.replace('identity', 'group')),
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
    const executor = executorOf((...command: Parameters<Executor['execute']>) => {
      if (command[1]['customer'] === 'c-99') stop.abort()
      return ledger.executor.execute(...command)
    })
    const first = await imported({ executor }, shopManifest(sales), files, { signal: stop.signal, concurrency: 4 })
    expect(first.report.interrupted).toBe(true)
    expect(first.totals.recorded).toBeGreaterThanOrEqual(100)
    expect(first.totals.recorded).toBeLessThan(300)
    const { totals } = await imported(ledger, shopManifest(sales), files)
    expect(totals).toMatchObject({ unchanged: first.totals.recorded, recorded: 300 - first.totals.recorded })
  })

  it('stops while it still gathers the rows of groups', async () => {
    await using ledger = await scratchLedger()
    const stop = new AbortController()
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at % 7},1,2017-01-01,5`).join('\n')
    const files = { 'sales.csv': `receipt,id,day,paid\n${rows}` }
    const { totals } = await imported(ledger, shopManifest(sales.replace('identity', 'group')), files, {
      signal: stop.signal,
      onProgress: ({ counts }) => (counts.rows > 0 ? stop.abort() : undefined),
    })
    expect(totals.rows).toBeLessThan(20_000)
    expect(totals.items).toBe(0)
  })

  it('ends where the store fails, with its error', async () => {
    const executor = executorOf(() => Promise.reject(new Error('disk full')))
    await expect(
      imported({ executor }, shopManifest(sales), { 'sales.csv': 'receipt,id,day,paid\n1,1,2017-01-01,5' }),
    ).rejects.toThrow('disk full')
  })

  it('lists rows of a file that breaks off, and goes on with the next file', async () => {
    await using ledger = await scratchLedger()
    const packed = gzipSync('receipt,id,day,paid\n1,1,2017-01-01,5\n')
    const more = sales.replace('sales.csv', 'more.csv')
    const { totals, rejects } = await imported(ledger, shopManifest(sales.replace('sales.csv', 'sales.csv.gz'), more), {
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
  const text = shopManifest(
    fairs,
    '{ path: a.csv, rows: answer, fields: { campaign: campaign, customer: customer, at: at, answer: { value: accepted } } }',
  )

  it('tells what would happen on an empty ledger, commands seeing those before them', async () => {
    const { totals, rejects } = await imported({ executor: rehearsing(new Rehearsal()) }, text, files)
    expect(totals).toMatchObject({ recorded: 2, unchanged: 1, rejected: 1 })
    expect(rejects).toMatchObject([{ line: 4, code: 'campaign-unknown' }])
  })

  it('keeps no more than a few states in memory, and forgets nothing of what it has decided', async () => {
    const purchases = Array.from({ length: 30 }, (_, n) => `${n},c-${n % 3},2017-01-02,10\n`).join('')
    const again = { 'sales.csv': `receipt,id,day,paid\n${purchases}${purchases}` }
    using rehearsal = new Rehearsal(undefined, 1)
    const { totals } = await imported({ executor: rehearsing(rehearsal) }, shopManifest(sales), again)
    expect(totals).toMatchObject({ recorded: 30, unchanged: 30, rejected: 0 })
  })

  it('tells the same as the import does that follows it, and writes nothing', async () => {
    await using ledger = await scratchLedger()
    await imported(ledger, shopManifest(fairs), files)
    const before = await ledger.recorded()
    const rehearsed = await imported({ executor: rehearsing(new Rehearsal(ledger.states)) }, text, files)
    expect(await ledger.recorded()).toEqual(before)
    expect(rehearsed.totals).toEqual((await imported(ledger, text, files)).totals)
  })
})
