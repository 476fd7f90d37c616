import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser, looks, openTab } from './browser.js'
import { planOf } from './demo.js'
import { lookedAtIn, looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn, tabTo } from './visit.js'

inBrowser((browser) => {
  const at = (path: string) => `${the.service.url}/policies/${path}`
  const inForce = async (path = '') => (await as(the.service, the.service.admin).get(`/v1/policies${path}`)).body
  const dialog = () => the.tab.page.getByRole('dialog')
  const set = () => dialog().getByRole('button', { name: 'Set', exact: true })

  const the = seat(browser, async (service) => {
    await as(service, service.admin).post('/v1/campaigns/fair/draft', { plan: planOf('Fair', 'exhibition', -30, -32) })
    return service.token('alex', 'approver')
  })

  it(
    'sets how many days make a customer churned, with a reason, and shows who did and why; all by keyboard',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('churn-days'), '90 days')
      await page.getByText('This is what holds where nobody has decided anything.').waitFor()
      await tabTo(page, page.getByRole('button', { name: 'Change: Churn' }))
      await page.keyboard.press('Enter')
      await dialog().getByLabel('Days without a purchase').fill('60')
      await set().press('Enter')
      await dialog().locator('[aria-invalid=true][name=reason]').waitFor()
      await dialog().getByLabel('Reason').fill('People buy every month.')
      await set().press('Enter')
      await page.getByText('60 days', { exact: true }).waitFor()
      await page.getByText('Version 1.').waitFor()
      await page.getByText('People buy every month.').first().waitFor()
      expect((await inForce()).churnDays).toEqual({ version: 1, value: 60 })
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'refuses cuts out of order at their field, and takes those in order',
    async () => {
      const { page } = the.tab
      await go(page, at('tier-cuts'), 'Share of customers: A ends at 20%, B at 50%, C at 80%')
      await page.getByRole('button', { name: 'Change: Tier cuts' }).click()
      await dialog().getByLabel('A ends at').fill('60')
      await dialog().getByLabel('Reason').fill('board of May')
      await set().click()
      await dialog().locator('[aria-invalid=true][name=endA]').waitFor()
      await dialog().getByText('Shares must rise from A to C').first().waitFor()
      await dialog().getByLabel('A ends at').fill('12.5')
      await set().click()
      await page.getByText('Share of customers: A ends at 12.5%, B at 50%, C at 80%').waitFor()
      expect((await inForce()).tierCuts).toEqual({ version: 1, value: { by: 'rank', a: 0.125, b: 0.5, c: 0.8 } })
    },
    PATIENCE_MS,
  )

  it(
    'takes amounts in whole units of a currency, and shows them so',
    async () => {
      const { page } = the.tab
      await go(page, at('tier-cuts'), 'Share of customers: A ends at')
      await page.getByRole('button', { name: 'Change: Tier cuts' }).click()
      expect(await dialog().getByLabel('Currency').count()).toBe(0)
      await dialog().getByLabel('Cut by').selectOption({ label: 'Amount' })
      expect(await dialog().getByLabel('Currency').inputValue()).toBe('EUR')
      for (const [tier, amount] of Object.entries({ A: '1000.50', B: '500', C: '0.01' }))
        await dialog().getByLabel(`${tier} ends at`).fill(amount)
      await dialog().getByLabel('Reason').fill('by money')
      await set().click()
      await page.getByText('Amount: A ends at €1,000.50, B at €500.00, C at €0.01').waitFor()
      await page.getByText('In every other currency the same number of its smallest units counts.').waitFor()
      expect((await inForce()).tierCuts.value).toEqual({ by: 'amount', a: 100_050, b: 50_000, c: 1 })
    },
    PATIENCE_MS,
  )

  it(
    'says what is in force now where somebody was faster, before it is set',
    async () => {
      const { page } = the.tab
      await go(page, at('churn-days'), 'Version 1.')
      await page.getByRole('button', { name: 'Change: Churn' }).click()
      await as(the.service, the.service.admin).post('/v1/policies/churn-days/set', { days: 75, reason: 'faster' })
      await dialog().getByLabel('Days without a purchase').fill('30')
      await dialog().getByLabel('Reason').fill('slower')
      await dialog().getByText('In force: 75 days.').waitFor()
      await set().click()
      await page.getByText('30 days', { exact: true }).waitFor()
      await page.getByText('Version 3.').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'chooses the stages of a kind, their order and their words',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('funnel-stages'), 'Funnel stages of “exhibition”')
      await page.getByRole('button', { name: 'Change: Funnel stages of “exhibition”' }).click()
      await dialog().getByLabel('Delivered', { exact: true }).uncheck()
      await dialog().getByLabel('Feedback', { exact: true }).check()
      await dialog().getByRole('button', { name: 'Move Feedback up' }).click()
      await dialog().getByLabel('Attended ends when').fill('the doors close')
      expect(await lookedAtIn(page, 'policies-stages', looks[0]!, looks[2]!)).toEqual([])
      await dialog().getByLabel('Reason').fill('Nobody records deliveries.')
      await set().click()
      await page.getByRole('row', { name: /^Attended .*the doors close/ }).waitFor()
      const { value } = await inForce('/funnel-stages/exhibition')
      const names = value.map(({ stage }: { stage: string }) => stage)
      expect(names).not.toContain('delivered')
      expect(names.slice(-2)).toEqual(['feedback', 'contract'])
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'shows at a moment of the past what was in force then, and what was decided by then',
    async () => {
      const { page, complaints } = the.tab
      const alex = as(the.service, await the.service.token('alex', 'approver'))
      const { items } = (await alex.get('/v1/audit/history?subject=campaign/fair')).body
      const then = `?knownAt=${encodeURIComponent(items[0].recordedAt)}`
      await alex.post('/v1/policies/churn-days/set', { days: 61, reason: 'They come more often.' })
      const stages = [{ stage: 'invited' }, { stage: 'attended' }]
      await alex.post('/v1/policies/funnel-stages/exhibition/set', { stages, reason: 'No more is recorded.' })
      await go(page, at('churn-days'), '61 days')
      await page.getByText('They come more often.').first().waitFor()
      await go(page, at(`churn-days${then}`), '90 days')
      await page.getByText('This is what holds where nobody has decided anything.').waitFor()
      expect(await page.getByText('They come more often.').count()).toBe(0)
      await page.getByRole('tab', { name: 'Funnel stages' }).click()
      await page.getByRole('row', { name: /^Delivered/ }).waitFor()
      await page.getByRole('button', { name: 'Back to now' }).click()
      await page.getByRole('row', { name: /^Delivered/ }).waitFor({ state: 'detached' })
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'lets others look, and says who may decide',
    async () => {
      const own = await openTab(browser())
      await signIn(own.page, the.service.url, await the.service.token('ana', 'analyst'))
      await go(own.page, at('tier-cuts'), 'Approvers and administrators may change it.')
      expect(await own.page.getByRole('button', { name: /^Change/ }).count()).toBe(0)
      expect(own.complaints).toEqual([])
      await own.close()
    },
    PATIENCE_MS,
  )

  looksWell('looks', browser, async ({ page, seen }) => {
    await signIn(page, the.service.url, await the.service.token('alex', 'approver'))
    for (const tab of ['tier-cuts', 'churn-days', 'funnel-stages']) {
      await go(page, at(tab), 'What was decided')
      await seen(`policies-${tab}`)
    }
  })
})
