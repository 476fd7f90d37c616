import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { as, startService } from '../journeys/service.js'
import type { Service } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import type { Tab } from './browser.js'
import { fillWith } from './demo.js'
import type { People } from './demo.js'
import { looksWell } from './looked-at.js'
import { chartsDrawn, command, go as visit, PATIENCE_MS, signIn as enter } from './visit.js'

/** What the first screen may weigh, in bytes as they are sent: gzip over plain HTTP. */
const FIRST_SCREEN = 200_000

/** Every screen, and what stands on it when it is there. */
const screens: readonly (readonly [name: string, path: string, there: string])[] = [
  ['board', '/campaigns', 'Spring seminar'],
  ['board-table', '/campaigns?view=table', 'Spring seminar'],
  ['draft', '/campaigns/new/draft', 'Save the draft'],
  ['campaign', '/campaigns/spring-seminar', 'of €5,700.00 spent'],
  ['approval', '/campaigns/partner-day', 'Waits for approval'],
  ['funnel', '/campaigns/spring-seminar/funnel', 'came as far as'],
  ['funnel-by-group', '/campaigns/spring-seminar/funnel?by=group', 'came as far as'],
  ['funnel-table', '/campaigns/spring-seminar/funnel?funnel-as=table', 'From before'],
  ['people', '/campaigns/spring-seminar/people', 'c-1000'],
  ['desk', '/campaigns/spring-seminar/desk', 'seats are taken'],
  ['history', '/campaigns/spring-seminar/history', 'Cost recorded'],
  ['value', '/value', 'Tier A is'],
  ['churn', '/churn', 'The highest rate'],
  ['operations', '/operations', 'Up to date'],
  ['customer', '/customers/c-1003', 'Purchases'],
  ['nowhere', '/campaigns/there-is-none', 'There is no such campaign'],
]

inBrowser((browser) => {
  let service: Service
  let people: People
  let tab: Tab
  let page: Page

  const signIn = (token: string, on = page) => enter(on, service.url, token)
  const go = (path: string, there: string, on = page) => visit(on, `${service.url}${path}`, there)

  beforeAll(async () => {
    service = await startService()
    people = await fillWith(service)
  }, PATIENCE_MS)
  afterAll(() => service.stop())
  beforeEach(async () => {
    await tab?.close()
    tab = await openTab(browser())
    page = tab.page
  })

  it(
    'lets in by the link once, and keeps neither code nor token',
    async () => {
      const { tokens } = service.ledger
      const code = tokens.codes.issue((await tokens.authenticate(service.admin))!)
      await page.goto(`${service.url}/sign-in#code=${code}`)
      await page.waitForURL('**/campaigns')
      await page.getByText('Spring seminar').first().waitFor()
      const kept = await page.evaluate<string>(
        'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
      )
      expect(kept).not.toContain(code)
      expect(kept).not.toContain('clt_')
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL('**/sign-in')
      await page.goto(`${service.url}/value`)
      await page.waitForURL('**/sign-in?to=%2Fvalue')
      await page.goto(`${service.url}/sign-in#code=${code}`)
      await page.getByText('This link was used before').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'weighs little until somebody looks at a chart',
    async () => {
      await signIn(people.pat)
      const own = await openTab(browser())
      await own.page.context().addCookies(await page.context().cookies())
      const sent: Promise<number>[] = []
      own.page.on('response', (response) => {
        if (!/^\/(campaigns|assets\/.*)$/.test(new URL(response.url()).pathname)) return
        sent.push(response.finished().then(async () => (await response.request().sizes()).responseBodySize))
      })
      await go('/campaigns', 'Spring seminar', own.page)
      const bytes = (await Promise.all(sent)).reduce((sum, one) => sum + one, 0)
      await own.close()
      expect(sent.length).toBeGreaterThan(4)
      expect(bytes).toBeGreaterThan(100_000)
      expect(bytes).toBeLessThanOrEqual(FIRST_SCREEN)
    },
    PATIENCE_MS,
  )

  // A campaign that is not there is a 404, which the browser writes down.
  looksWell(
    'shows every screen',
    browser,
    async ({ page: own, seen }) => {
      await own.goto(`${service.url}/sign-in`)
      await own.getByRole('button', { name: 'Sign in' }).waitFor()
      await seen('sign-in')
      await signIn(people.pat, own)
      for (const [name, path, there] of screens) {
        await go(path, there, own)
        await own.waitForLoadState('load')
        if (!path.includes('as=table')) await chartsDrawn(own, name)
        await seen(name)
      }
    },
    /404/,
  )

  it(
    'takes a campaign through its life by two people, with refusals in words',
    async () => {
      await signIn(people.pat)
      await page.getByRole('link', { name: 'New campaign' }).click()
      await page.locator('[name=name]').fill('Winter seminar')
      await page.getByLabel('Kind').fill('seminar')
      await page.getByLabel('First day').fill('2027-02-10')
      await page.getByLabel('Last day').fill('2027-02-01')
      await page.getByRole('button', { name: 'Add a target group' }).click()
      await page.getByLabel(/^Name/).nth(1).fill('Everybody')
      await page.getByRole('button', { name: 'Add a budget line' }).click()
      await page.getByLabel(/^Name/).nth(2).fill('Room')
      await page.getByLabel('Amount').fill('1500.50')
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.getByText('is before the first day').waitFor()
      await page.getByLabel('Last day').fill('2027-02-11')
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.waitForURL('**/campaigns/winter-seminar')
      await page.getByText('€1,500.50').first().waitFor()
      await command(page, 'Submit')
      await page.getByText('This plan waits for a decision').waitFor()
      expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)

      const other = await openTab(browser())
      await signIn(people.alex, other.page)
      await go('/campaigns/winter-seminar', 'This plan waits', other.page)
      await other.page.getByRole('button', { name: 'Send back' }).click()
      await other.page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
      await other.page.getByText('is missing').waitFor()
      await other.page.getByLabel('Reason').fill('Too dear.')
      await other.page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
      await page.getByText('“Too dear.”').waitFor()
      await command(page, 'Submit')
      await other.page.getByText('This plan waits').waitFor()
      await command(other.page, 'Approve')
      await page.getByText('Approved', { exact: true }).first().waitFor()

      await page.getByRole('button', { name: 'Invite' }).click()
      await page.getByLabel('Name of the wave').fill('first')
      await page.getByLabel('Target group').selectOption({ label: 'Everybody' })
      await page.getByLabel('Customers').fill('anna\nben\ncarla')
      await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
      await page.getByText('Running', { exact: true }).first().waitFor()
      await page.getByRole('button', { name: 'Open registration' }).click()
      await page.getByLabel('Seats').fill('1')
      await page.getByRole('dialog').getByRole('button', { name: 'Open registration' }).click()
      await page.getByRole('tab', { name: 'Desk' }).click()
      for (const customer of ['anna', 'ben']) {
        await page.getByLabel('Customer').fill(customer)
        await page.getByRole('button', { name: 'Register' }).click()
        await page.getByLabel('Customer').and(page.locator('[value=""]')).waitFor()
      }
      await page.getByText('1 of 1 seats are taken.').first().waitFor()
      await page.getByRole('cell', { name: 'ben' }).waitFor()
      await command(page, 'Start')
      await page.getByLabel('Scan or type an id').fill('anna')
      await page.keyboard.press('Enter')
      await page.getByText('anna is here').waitFor()
      await page.getByLabel('Scan or type an id').fill('ben')
      await page.keyboard.press('Enter')
      await page.getByText('This person is not on the list.').waitFor()
      expect(tab.complaints.filter((one) => !/4\d\d/.test(one))).toEqual([])
      await other.close()
    },
    PATIENCE_MS,
  )

  it(
    'opens a figure of the funnel to its people and their events, by keyboard',
    async () => {
      await signIn(people.pat)
      await go('/campaigns/spring-seminar/funnel?funnel-as=table', 'From before')
      await page.getByRole('button', { name: /People at “Attended”: 41/ }).press('Enter')
      const drawer = page.getByRole('dialog', { name: 'People at “Attended”' })
      await drawer.getByRole('button', { name: /c-1000/ }).press('Enter')
      await drawer.getByText('Participant checked in').first().waitFor()
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'detached' })
    },
    PATIENCE_MS,
  )

  it(
    'keeps scans while the network is away, and sends them when it is back',
    async () => {
      await signIn(people.pat)
      await go('/campaigns/spring-seminar/desk', 'seats are taken')
      await page.context().setOffline(true)
      await page.getByLabel('Scan or type an id').fill('c-1084')
      await page.keyboard.press('Enter')
      await page.getByText('c-1084: waits for the network').waitFor()
      await page.context().setOffline(false)
      await page.getByText('c-1084 is here').waitFor()
      await page.getByText('Undo records the reason “Checked in by mistake”.').waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('Undone: c-1084 is not here (“Checked in by mistake”)').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'shows the pyramid as the API counts it, and what if the cuts were others',
    async () => {
      await signIn(people.pat)
      await go('/value?pyramid-as=table', 'Tier A is')
      const headers = { authorization: `Bearer ${service.admin}` }
      const asked = async (query: string) =>
        (await (await fetch(`${service.url}/v1/value-pyramid${query}`, { headers })).json()) as {
          tiers: { tier: string; customers: number }[]
        }
      for (const { tier, customers } of (await asked('')).tiers)
        await page.getByRole('button', { name: `Customers of tier ${tier}: ${customers}` }).waitFor()
      await page.getByLabel('A ends at').fill('10')
      await page.getByLabel('A ends at').press('Enter')
      await page.getByText('These cuts are not the ones in force').waitFor()
      const tried = (await asked('?cuts=rank:0.1,0.5,0.8')).tiers[0]!
      await page.getByRole('button', { name: `Customers of tier A: ${tried.customers}` }).waitFor()
      expect(tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'shows who is at risk as the API counts it, those who bring most first, and what they bought',
    async () => {
      await signIn(people.pat)
      await go('/churn?within=20', 'customers have at most 20 of their 90 days left')
      const { count, items } = (
        await as(service, people.pat).get('/v1/churn-by-tier/customers?figure=at-risk&within=20&limit=20')
      ).body
      await page.getByText(`As of today ${count} customers have at most 20`).waitFor()
      const rows = page.getByRole('group', { name: 'Customers at risk' }).getByRole('row')
      expect(await rows.getByRole('link').allInnerTexts()).toEqual(
        items.map(({ customer }: { customer: string }) => customer),
      )
      await page
        .getByRole('button', { name: `What ${items[0].customer} bought` })
        .first()
        .press('Enter')
      const drawer = page.getByRole('dialog', { name: `What ${items[0].customer} bought` })
      await drawer.getByText('Purchase recorded').first().waitFor()
      expect(await drawer.getByText('Purchase recorded').count()).toBe(items[0].events.length)
      await page.keyboard.press('Escape')
      await page.getByLabel('Days left, at most').fill('0')
      await page.getByLabel('Days left, at most').press('Enter')
      await page.waitForURL('**/churn?within=0')
      expect(tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'fills a view anew while it goes on serving, for those who may',
    async () => {
      await signIn(service.admin)
      await go('/operations', 'Up to date')
      await page.getByText('0.1.0', { exact: true }).waitFor()
      expect(await page.getByText('SQLite', { exact: true }).count()).toBe(2)
      await page.getByRole('button', { name: 'Rebuild: campaigns' }).click()
      await page
        .getByRole('row', { name: /campaigns/ })
        .getByText('Serving')
        .waitFor()
      await signIn(people.pat)
      await go('/operations', 'Up to date')
      expect(await page.getByRole('button', { name: /^Rebuild/ }).count()).toBe(0)
      expect(tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )
})
