import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { prepareImport, runImport } from '@ledger/imports'
import type { Page } from 'playwright-core'
import { realData } from '../../libs/insight/testing/real-data.js'
import { inBrowser } from './browser.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS } from './visit.js'

const folder = join(realData, 'cdnow')
const isThere = existsSync(folder)
const suite = isThere ? describe : describe.skip

/** The rows of a table as they are read, without the heading. */
const rowsOf = async (page: Page, table: string): Promise<readonly string[][]> => {
  const rows = page.getByRole('group', { name: table }).locator('tbody tr')
  await rows.first().waitFor()
  const texts: string[][] = []
  for (const row of await rows.all()) texts.push(await row.getByRole('cell').allInnerTexts())
  return texts
}

/** Published figures of the purchases of a CD shop, 1997 and 1998, as somebody reads them on the screen. */
suite(`CDNOW, imported${isThere ? '' : ` (skipped: the data set is not at ${folder})`}`, () =>
  inBrowser((browser) => {
    const the = seat(browser, async (service) => {
      const text = readFileSync(join('docs', 'examples', 'cdnow.yaml'), 'utf8')
      await runImport(await prepareImport({ text, folder }), { execute: await service.ledger.executor.expectingNew() })
      const headers = { authorization: `Bearer ${service.admin}` }
      const caughtUp = `${service.url}/v1/value-pyramid?minPosition=${await service.ledger.events.head()}`
      while ((await fetch(caughtUp, { headers })).status === 503);
      return service.admin
    })

    it.each([
      ['1997-06-30', '$146,128.24', '61.2%'],
      ['1998-06-30', '$244,091.94', '67.5%'],
    ])(
      'the pyramid as of %s',
      async (asOf, total, shareOfA) => {
        await go(the.tab.page, `${the.service.url}/value?asOf=${asOf}&pyramid-as=table`, `who bring ${shareOfA} of`)
        const rows = await rowsOf(the.tab.page, 'Value pyramid')
        expect(rows.map(([, customers]) => customers)).toEqual(['472', '707', '707', '471'])
        await the.tab.page.getByText(total).first().waitFor()
        expect(the.tab.complaints).toEqual([])
      },
      PATIENCE_MS,
    )

    it(
      'churn by tier, month by month, and who moved',
      async () => {
        const address = '/churn?from=1997-07&to=1998-06&month=1998-03&churn-as=table&moves-as=table'
        await go(the.tab.page, `${the.service.url}${address}`, 'The highest rate')
        const rows = await rowsOf(the.tab.page, 'Churn rate by tier and month')
        const of = (month: string) =>
          rows
            .filter(([name]) => name === month)
            .map(([, tier, active, churned, , , cameBack]) => [tier, active, churned, cameBack])
        expect(of('Jul 1997')).toEqual([
          ['A', '291', '58', '17'],
          ['B', '188', '55', '25'],
          ['C', '43', '10', '27'],
          ['D', '2', '0', '17'],
        ])
        expect(of('Jun 1998')).toEqual([
          ['A', '218', '50', '17'],
          ['B', '103', '35', '21'],
          ['C', '27', '16', '12'],
          ['D', '0', '0', '3'],
        ])
        const moves = await rowsOf(the.tab.page, 'Moves between tiers')
        expect(moves.map((cells) => cells.join(' '))).toEqual([
          'A A 452',
          'A B 20',
          'B A 18',
          'B B 672',
          'B C 17',
          'C A 2',
          'C B 14',
          'C C 680',
          'C D 11',
          'D B 1',
          'D C 10',
          'D D 460',
        ])
        expect(the.tab.complaints).toEqual([])
      },
      PATIENCE_MS,
    )
  }),
)
