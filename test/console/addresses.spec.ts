import { expect, it } from '@jest/globals'
import { campaignBoard } from '@ledger/campaigns'
import { liveBuild } from '@ledger/read-store'
import type { Locator } from 'playwright-core'
import { as } from '../journeys/service.js'
import { inBrowser } from './browser.js'
import { fillWith } from './demo.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS } from './visit.js'

inBrowser((browser) => {
  const open = (path: string, there: string) => go(the.tab.page, `${the.service.url}${path}`, there)
  const pressed = (name: string | RegExp) => the.tab.page.getByRole('button', { name }).first().press('Enter')
  const drawer = (name: string | RegExp) => the.tab.page.getByRole('dialog', { name })
  /** That what was opened is open after a reload, is closed by a step back, and opened by a step forward. */
  const staysOpen = async (opened: Locator) => {
    const { page } = the.tab
    await opened.waitFor()
    const address = page.url()
    await page.reload()
    await opened.waitFor()
    await page.goBack()
    await opened.waitFor({ state: 'detached' })
    await page.goForward()
    await opened.waitFor()
    expect(page.url()).toBe(address)
    await page.keyboard.press('Escape')
    await opened.waitFor({ state: 'detached' })
    expect(page.url().length).toBeLessThan(address.length)
  }

  const the = seat(browser, async (service) => {
    const { pat } = await fillWith(service)
    const { plan } = (await as(service, pat).get('/v1/campaigns/web-promo')).body
    await as(service, pat).post('/v1/campaigns/web-promo/amend-plan', {
      plan: { ...plan, place: 'Hall 9' },
      reason: 'It is larger.',
    })
    // Who has said yes is not invited once more.
    const sent = { wave: 'again', group: 'buyers', customers: ['c-1000'] }
    await as(service, pat).post('/v1/campaigns/spring-seminar/invitations', sent, { prefer: 'wait=30' })
    const build = liveBuild(campaignBoard, await service.ledger.read.builds())!
    const waits = { position: 1, error: 'broken', parkedAt: '2027-03-01T00:00:00.000Z', waiting: 1 }
    const park = ['fair', 'show'].map((key) => ({ ...waits, key, replayRequested: false }))
    await service.ledger.read.commit([{ build, partition: 'test', writes: [], park }])
    return pat
  })

  it(
    'hold the people behind a stage of the funnel: of everybody, of a part, and under other stages',
    async () => {
      await open('/campaigns/spring-seminar/funnel?funnel-as=table', 'From before')
      await pressed(/People at “Attended”: 41/)
      await staysOpen(drawer('People at “Attended”'))
      await open('/campaigns/spring-seminar/funnel?funnel-as=table&by=group', 'From before')
      await the.tab.page
        .getByRole('group', { name: 'Funnel, buyers' })
        .getByRole('button', { name: /People at “Attended”/ })
        .press('Enter')
      await staysOpen(drawer('People at “Attended”, buyers'))
      const whatIf = 'whatIf=targeted,invited,attended&funnel-what-if-as=table'
      await open(`/campaigns/spring-seminar/funnel?${whatIf}`, 'beside those in force')
      await pressed(/^Targeted → Invited → Attended, Attended/)
      expect(new URL(the.tab.page.url()).searchParams.get('under')).toBe('targeted,invited,attended')
      await staysOpen(drawer('People at “Attended”'))
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'hold which stages are marked to be compared',
    async () => {
      const { page } = the.tab
      await open('/campaigns/spring-seminar/funnel', 'What if the stages were others?')
      await page.getByLabel('Delivered', { exact: true }).uncheck()
      await page.getByLabel('Feedback', { exact: true }).check()
      await page.reload()
      await page.getByText('What if the stages were others?').waitFor()
      expect(await page.getByLabel('Delivered', { exact: true }).isChecked()).toBe(false)
      expect(await page.getByLabel('Feedback', { exact: true }).isChecked()).toBe(true)
      await page.getByLabel('Delivered', { exact: true }).check()
      await page.getByLabel('Feedback', { exact: true }).uncheck()
      expect(new URL(page.url()).search).toBe('')
    },
    PATIENCE_MS,
  )

  it(
    'hold the customers behind a tier and behind a figure of churn, under whatever rules',
    async () => {
      await open('/value?pyramid-as=table', 'Tier A is')
      await pressed(/^Customers of tier B/)
      await staysOpen(drawer('Customers of tier B'))
      await open('/churn?churn-as=table', 'The highest rate')
      await pressed(/^Churned customers of tier D, .*: [1-9]/)
      await staysOpen(drawer(/^Churned customers of tier D/))
      await open('/churn?moves-as=table', 'customers rose')
      await pressed(/^D → D: /)
      await staysOpen(drawer(/^D → D, /))
      await open('/churn?whatIf=60&churn-what-if-as=table', 'beside those in force')
      await pressed(/^In force, Tier D/)
      await staysOpen(drawer('Churned customers of tier D, 90 days'))
      await pressed(/^60 days, Tier D/)
      await staysOpen(drawer('Churned customers of tier D, 60 days'))
      await open('/churn', 'Those who bring most come first')
      await pressed(/^What .* bought/)
      await staysOpen(drawer(/^What .* bought/))
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'hold the view whose keys wait, the key that is looked at, and what a work was refused',
    async () => {
      const { page } = the.tab
      await open('/operations', 'Parked')
      await pressed('Parked keys of campaigns: 2')
      const waiting = drawer('Parked keys of campaigns')
      await waiting.getByRole('button', { name: /^show/ }).click()
      const key = waiting.getByRole('button', { name: /^show/, expanded: true })
      await key.waitFor()
      await page.reload()
      await key.waitFor()
      expect(await waiting.getByRole('button', { name: /^fair/, expanded: true }).count()).toBe(0)
      await open('/operations', 'Long work')
      await pressed(/^What was refused: .*: 1$/)
      await staysOpen(drawer(/^What was refused/))
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'hold that two plans are compared in all they say, and why something happened',
    async () => {
      const { page } = the.tab
      await open('/campaigns/web-promo', '1 thing differs.')
      const all = page.getByLabel('Show what is the same, too')
      const rows = page.getByRole('table', { name: /^The approved plan/ }).getByRole('row')
      expect(await rows.count()).toBe(2)
      await all.check()
      await page.reload()
      await all.and(page.locator(':checked')).waitFor()
      expect(await rows.count()).toBeGreaterThan(9)
      await open('/campaigns/web-promo/history', 'Campaign approved')
      await page.getByRole('button', { name: /Campaign approved/ }).click()
      await pressed(/^Why, and what came of it/)
      const why = drawer('Why, and what came of it')
      await why.getByText('A request by alex.').waitFor()
      await staysOpen(why)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'hold what a bundle is asked of',
    async () => {
      const { page } = the.tab
      await open('/audit/proof', 'Bundle')
      await page.getByRole('textbox', { name: 'Campaign' }).fill('web-promo')
      await page.getByText('Span of the log').click()
      await page.getByLabel('First position').fill('3')
      await page.getByLabel('Last position').fill('17')
      await page.reload()
      await page.getByLabel('First position').waitFor()
      expect(await page.getByLabel('First position').inputValue()).toBe('3')
      expect(await page.getByLabel('Last position').inputValue()).toBe('17')
      await page.locator('label').getByText('Campaign', { exact: true }).click()
      expect(await page.getByRole('textbox', { name: 'Campaign' }).inputValue()).toBe('web-promo')
    },
    PATIENCE_MS,
  )
})
