import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { realData, scratchLedger } from '../testing/index.js'
import type { ScratchLedger } from '../testing/index.js'
import { prepareImport } from './engine/prepare-import.js'
import { runImport } from './engine/run-import.js'

const here = existsSync(realData)
const whereItIs = here ? describe : describe.skip
if (!here) process.stderr.write(`skipped: the real data sets are not at ${realData}\n`)

const example = (name: string) => readFileSync(join('docs', 'examples', `${name}.yaml`), 'utf8')

async function importReal(ledger: ScratchLedger, name: string, text = example(name)) {
  const prepared = await prepareImport({ text, folder: join(realData, name) })
  return runImport(prepared, { execute: await ledger.executor.expectingNew() })
}

whereItIs('the examples in docs/examples, on the real data', () => {
  it('imports CDNOW: every line a purchase, exact repeats too, and nothing of it twice', async () => {
    await using ledger = await scratchLedger()
    const first = await importReal(ledger, 'cdnow')
    expect(first.totals).toMatchObject({ rows: 6_919, items: 6_919, recorded: 6_919, unchanged: 0, rejected: 0 })
    const purchases = (await ledger.recorded()) as unknown as {
      type: string
      stream: string
      data: { revenue: number; day: string }
    }[]
    expect(purchases.reduce((sum, { data }) => sum + data.revenue, 0)).toBe(24_409_194)
    expect(new Set(purchases.map(({ stream }) => stream)).size).toBe(2_357)
    expect(purchases.filter(({ data }) => data.revenue === 0)).toHaveLength(8)

    const second = await importReal(ledger, 'cdnow')
    expect(second.totals).toMatchObject({ rows: 6_919, recorded: 0, unchanged: 6_919, rejected: 0 })
    expect(await ledger.recorded()).toHaveLength(6_919)
  })

  it('imports Complete Journey as truth.json has it, and nothing of it twice', async () => {
    await using ledger = await scratchLedger()
    const report = await importReal(ledger, 'complete-journey')
    const counts = report.files.map(({ path, kind, rows, items, recorded, rejected }) => [
      path,
      kind,
      rows,
      items,
      recorded,
      rejected,
    ])
    expect(counts).toEqual([
      ['campaign_descriptions.csv', 'campaign', 27, 27, 27, 0],
      ['campaigns.csv', 'targeting', 6_589, 6_589, 6_589, 0],
      ['campaigns.csv', 'invitation', 6_589, 6_589, 6_589, 0],
      ['coupon_redemptions.csv', 'answer', 2_102, 792, 792, 0],
      ['demographics.csv', 'customer', 801, 801, 801, 0],
      ['transactions_sample.csv.gz', 'purchase', 75_000, 47_243, 47_243, 0],
    ])
    const events = (await ledger.recorded()) as unknown as {
      type: string
      data: Record<string, unknown>
      metadata: { occurredAt: string }
    }[]
    const of = (type: string) => events.filter((event) => event.type === type)
    expect(of('PurchaseRecorded').reduce((sum, { data }) => sum + Number(data['revenue']), 0)).toBe(23_393_524)
    const inEight = (type: string) => of(type).filter(({ data }) => data['campaign'] === 'campaign-8')
    expect(
      [inEight('CustomerTargeted'), inEight('ParticipantInvited'), inEight('InvitationAccepted')].map(
        ({ length }) => length,
      ),
    ).toEqual([1_076, 1_076, 158])
    expect(inEight('CustomerTargeted')[0]!.metadata.occurredAt).toBe('2017-05-08T16:00:00.000Z')

    // Purchases that come again are CDNOW's matter; half a minute is saved here.
    const [people] = example('complete-journey').split('  # The lines of a basket')
    const again = await importReal(ledger, 'complete-journey', people)
    expect(again.totals.items).toBe(14_798)
    expect(again.totals).toMatchObject({ recorded: 0, rejected: 0 })
    expect(await ledger.recorded()).toHaveLength(events.length)
  }, 120_000)
})
