import { readFile } from 'node:fs/promises'
import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser } from './browser.js'
import { planOf } from './demo.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let token: string
  const the = seat(browser, async (service) => {
    token = await service.token('pat', 'planner')
    const [pat, alex] = [as(service, token), as(service, await service.token('alex', 'approver'))]
    const fair = '/v1/campaigns/fair'
    await pat.post(`${fair}/draft`, { plan: planOf('Fair', 'exhibition', 3, -3) })
    await pat.post(`${fair}/submit`)
    await alex.post(`${fair}/approve`)
    const cost = { cost: 'invoice-17', line: 'room', amount: 100_000, currency: 'EUR', day: '2027-03-01' }
    await pat.post(`${fair}/record-cost`, cost)
    return token
  })

  it(
    'commits money, settles it by a cost of the same line, and releases what nobody asks for any more',
    async () => {
      const { page, complaints } = the.tab
      await go(page, `${the.service.url}/campaigns/fair`, '€1,000.00 of €5,700.00 spent')
      const asked = page.getByRole('dialog')
      const begun = async (name: string) => {
        await page.getByRole('button', { name: 'More', exact: true }).click()
        await page.getByRole('menuitem', { name }).click()
      }
      const ordered = async (order: string, line: string, amount: string) => {
        await begun('Commit money')
        await asked.getByLabel('Order number').fill(order)
        await asked.getByLabel('Budget line').selectOption({ label: line })
        await asked.getByLabel('Amount').fill(amount)
        await asked.getByLabel('Day').fill('2027-03-01')
        await asked.getByRole('button', { name: 'Commit money' }).click()
        await asked.waitFor({ state: 'detached' })
      }
      await ordered('order-1', 'Print and postage', '300.50')
      await ordered('order-2', 'Print and postage', '80')
      await page.getByText('€1,000.00 of €5,700.00 spent, €380.50 committed; €4,319.50 remaining.').waitFor()
      await page.getByRole('radiogroup', { name: 'Budget: Show as' }).getByText('Table').click()
      const money = page.getByRole('group', { name: 'Budget', exact: true })
      await money.getByRole('row', { name: 'Print and postage €1,200.00 €380.50 €0.00 €819.50' }).waitFor()

      await begun('Record a cost')
      await asked.getByLabel('Document').fill('invoice-18')
      expect(await asked.getByLabel('Settles the commitment').count()).toBe(0)
      await asked.getByLabel('Budget line').selectOption({ label: 'Print and postage' })
      await asked.getByLabel('Settles the commitment').selectOption({ label: 'order-1 · €300.50' })
      await asked.getByLabel('Amount').fill('310')
      await asked.getByLabel('Day').fill('2027-03-01')
      await asked.getByRole('button', { name: 'Record a cost' }).click()
      await page.getByText('Settled by invoice-18').waitFor()
      await money.getByRole('row', { name: 'Total €5,700.00 €80.00 €1,310.00 €4,310.00' }).waitFor()

      await page.getByRole('button', { name: 'Take back: invoice-18' }).click()
      await asked.getByLabel('Reason').fill('Wrong sum')
      await asked.getByRole('button', { name: 'Take back', exact: true }).click()
      await page.getByRole('button', { name: 'Settle: order-1' }).click()
      await asked.getByLabel('Document').fill('invoice-19')
      await asked.getByLabel('Amount').fill('305')
      await asked.getByLabel('Day').fill('2027-03-01')
      await asked.getByRole('button', { name: 'Settle', exact: true }).click()
      await page.getByText('Settled by invoice-19').waitFor()
      await page.getByRole('button', { name: 'Release: order-2' }).click()
      await asked.getByLabel('Reason').fill('Printed by ourselves')
      await asked.getByRole('button', { name: 'Release', exact: true }).click()
      await page.getByText('Released: Printed by ourselves').waitFor()
      await money.getByRole('row', { name: 'Total €5,700.00 €0.00 €1,305.00 €4,395.00' }).waitFor()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download “Budget” as CSV' }).click(),
      ])
      expect((await readFile(await file.path(), 'utf8')).split('\n')[2]).toBe('Print and postage,1200,0,305,895,EUR')
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'settles and releases what a cancelled campaign had committed, and says until then that it is open',
    async () => {
      const { page, complaints } = the.tab
      const pat = as(the.service, token)
      const road = '/v1/campaigns/road'
      await pat.post(`${road}/draft`, { plan: planOf('Road show', 'exhibition', 3, -3) })
      await pat.post(`${road}/submit`)
      await as(the.service, await the.service.token('alex', 'approver')).post(`${road}/approve`)
      const order = { line: 'room', amount: 40_000, currency: 'EUR', day: '2027-03-02' }
      for (const commitment of ['order-1', 'order-2']) await pat.post(`${road}/commit-cost`, { ...order, commitment })
      await pat.post(`${road}/cancel`, { reason: 'The hall burned down.' })
      await go(page, `${the.service.url}/`, 'It is over, and money is still committed')
      await page.getByRole('link', { name: 'It is over, and money is still committed' }).click()
      await page.getByText('The campaign is over, and €800.00 are still committed.').waitFor()
      const asked = page.getByRole('dialog')
      await page.getByRole('button', { name: 'Settle: order-1' }).click()
      await asked.getByLabel('Document').fill('fee-1')
      await asked.getByLabel('Amount').fill('150')
      await asked.getByLabel('Day').fill('2027-03-05')
      await asked.getByRole('button', { name: 'Settle', exact: true }).click()
      await page.getByText('€400.00 are still committed.').waitFor()
      await page.getByRole('button', { name: 'Release: order-2' }).click()
      await asked.getByLabel('Reason').fill('The caterer let us go')
      await asked.getByRole('button', { name: 'Release', exact: true }).click()
      await page.getByText('are still committed.').waitFor({ state: 'detached' })
      await page.getByText('€150.00 of €5,700.00 spent; €5,550.00 remaining.').waitFor()
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  looksWell('shows money by its lines, with what is committed', browser, async ({ page, seen }) => {
    await as(the.service, token).post('/v1/campaigns/fair/commit-cost', {
      commitment: 'order-3',
      line: 'room',
      amount: 40_000,
      currency: 'EUR',
      day: '2027-03-02',
      supplier: 'caterer',
    })
    await signIn(page, the.service.url, token)
    await go(page, `${the.service.url}/campaigns/fair`, 'Open')
    await page.locator('section[aria-label="Budget"] canvas').waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download “Budget” as a picture' }).click(),
    ])
    expect((await readFile(await file.path())).subarray(1, 4).toString()).toBe('PNG')
    await seen('budget')
    await page.getByRole('radiogroup', { name: 'Budget: Show as' }).getByText('Table').click()
    await page.getByRole('row', { name: /^Total/ }).waitFor()
    await seen('budget-table')
  })
})
