import { beforeEach, afterEach, describe, expect, it } from '@jest/globals'
import { commitCost, releaseCommitment } from '@ledger/campaigns'
import { fairs, fairsCsv, imported, rehearsing, scratchLedger, shopManifest } from '../../testing/index.js'
import type { ScratchLedger } from '../../testing/index.js'
import { Rehearsal } from './rehearsal.js'

const costs = shopManifest(
  `{ path: costs.csv, rows: cost, identity: [n],
     fields: { campaign: { value: fair }, amount: eur, day: day, line: line, commitment: order } }`,
)
const file = (...rows: readonly string[]) => ({ 'costs.csv': ['n,eur,day,line,order', ...rows].join('\n') })

describe('costs that settle commitments, imported', () => {
  let ledger: ScratchLedger
  beforeEach(async () => {
    ledger = await scratchLedger()
    await imported(ledger, shopManifest(fairs), { 'fairs.csv': fairsCsv })
    const fair = { campaign: 'fair' }
    const by = { actor: 'pat' }
    for (const commitment of ['o-1', 'o-2', 'o-3']) {
      const order = { commitment, line: 'all', amount: 700, currency: 'EUR', day: '2017-02-01' }
      await ledger.executor.execute(commitCost, fair, order, by)
    }
    await ledger.executor.execute(releaseCommitment, fair, { commitment: 'o-3', reason: 'called off' }, by)
  })
  afterEach(() => ledger[Symbol.asyncDispose]())

  it('settles those that are named, and leaves the others', async () => {
    const { totals } = await imported(ledger, costs, file('1,6.50,2017-03-05,all,o-1', '2,1,2017-03-05,all,'))
    expect(totals).toMatchObject({ recorded: 2, rejected: 0 })
    const told = (await ledger.recorded()).slice(-2).map(({ data }) => data)
    expect(told).toMatchObject([{ cost: 'shop~1', commitment: 'o-1', amount: 650 }, { cost: 'shop~2' }])
    expect(told[1]).not.toHaveProperty('commitment')
  })

  it('lists those that name none that is open, with the reason, in the dry run as in the import', async () => {
    const rows = file(
      '1,5,2017-03-05,all,o-1',
      '2,5,2017-03-05,all,o-1',
      '3,5,2017-03-05,all,o-9',
      '4,5,2017-03-05,all,o-3',
      '5,5,2017-03-05,all,no order',
    )
    const listed = ({ rejects }: Awaited<ReturnType<typeof imported>>) =>
      rejects.map(({ line, code }) => [line, code]).toSorted()
    const expected = [
      [3, 'commitment-settled'],
      [4, 'commitment-unknown'],
      [5, 'commitment-released'],
      [6, 'bad-field'],
    ]
    using rehearsal = new Rehearsal(ledger.states)
    expect(listed(await imported({ executor: rehearsing(rehearsal) }, costs, rows))).toEqual(expected)
    expect(listed(await imported(ledger, costs, rows))).toEqual(expected)
  })

  it('settles once, however often the file comes', async () => {
    const rows = file('1,5,2017-03-05,all,o-1')
    await imported(ledger, costs, rows)
    expect((await imported(ledger, costs, rows)).totals).toMatchObject({ recorded: 0, unchanged: 1, rejected: 0 })
  })
})
