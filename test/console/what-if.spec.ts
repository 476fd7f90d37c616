import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser } from './browser.js'
import { fillWith } from './demo.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { chartsDrawn, go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let pat: string

  const open = (path: string, there: string, on = the.tab.page) => go(on, `${the.service.url}${path}`, there)
  const asked = async (path: string) => (await as(the.service, pat).get(path)).body
  /** The policies in force, so that a test can tell that nothing was changed. */
  const policies = () => asked('/v1/policies')
  const marked = () => the.tab.page.getByText('Nothing of this is so, and nothing is changed by looking.').waitFor()

  const the = seat(browser, async (service) => {
    pat = (await fillWith(service)).pat
    return pat
  })

  it(
    'shows the pyramid under other cuts beside those in force, as the API counts it',
    async () => {
      const { page } = the.tab
      const before = await policies()
      await open('/value?cuts=rank:0.1,0.5,0.8&pyramid-what-if-as=table', 'beside those in force')
      await marked()
      const { inForce, others } = await asked('/v1/what-if/value-pyramid?cuts=rank:0.1,0.5,0.8')
      const figure = (policy: string, customers: number) =>
        page.getByRole('button', { name: `${policy}, Tier A: ${customers}` })
      const tried = 'Share of customers: 10%, 50%, 80%'
      await figure('In force', inForce.tiers[0].customers).waitFor()
      await figure(tried, others[0].answer.tiers[0].customers).press('Enter')
      const drawer = page.getByRole('dialog', { name: 'Customers of tier A' })
      await drawer.getByRole('button', { name: /c-1/ }).first().waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Keep to compare' }).click()
      await page.getByRole('button', { name: 'Back to those in force' }).click()
      await page.getByLabel('A ends at').fill('30')
      await page.getByLabel('A ends at').press('Enter')
      await page.getByRole('button', { name: 'Compare no longer: Share of customers: 30%, 50%, 80%' }).waitFor()
      await figure(tried, others[0].answer.tiers[0].customers).waitFor()
      await page.getByRole('button', { name: `Compare no longer: ${tried}` }).click()
      await figure(tried, others[0].answer.tiers[0].customers).waitFor({ state: 'detached' })
      expect(new URL(page.url()).searchParams.get('whatIf')).toBe(null)
      expect(await policies()).toEqual(before)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'shows churn under other days beside those in force',
    async () => {
      const { page } = the.tab
      await open('/churn?whatIf=60;200&churn-what-if-as=table', 'beside those in force')
      await marked()
      const { others } = await asked('/v1/what-if/churn-by-tier?days=60;200')
      const rate = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 })
      for (const { policy, answer } of others)
        await page
          .getByRole('button', { name: `${policy.days} days, Tier D: ${rate.format(answer.tiers.D.rate.rate)}` })
          .waitFor()
      await page.getByRole('button', { name: /^60 days, Tier D/ }).press('Enter')
      const drawer = page.getByRole('dialog', { name: 'Churned customers of tier D, 60 days' })
      expect(others[0].answer.tiers.D.churned).toBeLessThan(50)
      await drawer.getByRole('button').nth(1).waitFor()
      expect(await drawer.getByRole('button', { name: /c-1/ }).count()).toBe(others[0].answer.tiers.D.churned)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'compares as of the end of the months that are shown, and marks all that is tried',
    async () => {
      const { page } = the.tab
      const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString()
      const to = day(150).slice(0, 7)
      const end = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5)), 0))
      const asOf = end.toISOString().slice(0, 10)
      const shown = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(end)
      await open(
        `/churn?from=${day(400).slice(0, 7)}&to=${to}&days=60&churn-as=table&churn-what-if-as=table`,
        'Customers at risk',
      )
      const { others } = await asked(`/v1/what-if/churn-by-tier?asOf=${asOf}&days=60`)
      const { churned } = others[0].answer.tiers.D
      expect(churned).not.toBe((await asked('/v1/what-if/churn-by-tier?days=60')).others[0].answer.tiers.D.churned)
      await page.getByText(new RegExp(`^As of ${shown}: `)).waitFor()
      const risk = await asked(`/v1/churn-by-tier/customers?figure=at-risk&within=30&asOf=${asOf}&days=60`)
      await page.getByText(`As of ${shown} ${risk.count} customers have at most 30 of their 60 days left`).waitFor()
      const mark = 'What if: churned after 60 days without a purchase'
      for (const name of ['Churn rate by tier and month', 'Moves between tiers', 'Customers at risk'])
        await page.getByRole('region', { name }).getByText(mark).waitFor()
      await page
        .getByRole('button', { name: /^Churned customers of tier D, .*: [1-9]/ })
        .first()
        .press('Enter')
      await page.getByRole('dialog', { name: new RegExp(`^Churned customers of tier D, .* · ${mark}$`) }).waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'shows a funnel under other stages beside those in force',
    async () => {
      const { page } = the.tab
      await open('/campaigns/spring-seminar/funnel?funnel-what-if-as=table', 'What if the stages were others?')
      await page.getByLabel('Delivered').uncheck()
      await page.getByRole('button', { name: 'Compare', exact: true }).click()
      await marked()
      const stages = new URL(page.url()).searchParams.get('whatIf')!
      const { inForce, others } = await asked(`/v1/what-if/campaigns/spring-seminar/funnel?stages=${stages}`)
      const accepted = (answer: { total: { name: string; count: number }[] }) =>
        answer.total.find(({ name }) => name === 'accepted')!.count
      await page.getByRole('button', { name: `In force, Accepted: ${accepted(inForce)}` }).waitFor()
      await page
        .getByRole('button', { name: `Accepted: ${accepted(others[0].answer)}` })
        .last()
        .press('Enter')
      await page.getByRole('dialog', { name: 'People at “Accepted”' }).getByText('c-1000').first().waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  looksWell('shows other rules beside those in force', browser, async ({ page, seen }) => {
    await signIn(page, the.service.url, pat)
    for (const [name, path] of [
      ['what-if-value', '/value?whatIf=rank:0.1,0.3,0.6;amount:100000,50000,10000'],
      ['what-if-churn', '/churn?whatIf=60;200'],
      ['what-if-funnel', '/campaigns/spring-seminar/funnel?whatIf=targeted,invited,accepted,registered,attended'],
    ] as const) {
      await open(path, 'beside those in force', page)
      await chartsDrawn(page, name)
      await seen(name)
    }
  })
})
