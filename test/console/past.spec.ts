import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import { planOf } from './demo.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let pat: string
  let drafted: string

  const at = (path: string, moment?: string) =>
    `${the.service.url}${path}${moment === undefined ? '' : `?knownAt=${encodeURIComponent(moment)}`}`
  const momentOf = (address: string) => new URL(address).searchParams.get('knownAt')

  const the = seat(browser, async (service) => {
    pat = await service.token('pat', 'planner')
    const planner = as(service, pat)
    const plan = planOf('Fair', 'exhibition', -30, -32)
    await planner.post('/v1/campaigns/fair/draft', { plan })
    drafted = (await planner.get('/v1/audit/history?subject=campaign/fair')).body.items[0].recordedAt
    while (new Date().toISOString() <= drafted) await new Promise((resolve) => setImmediate(resolve))
    await planner.post('/v1/campaigns/fair/revise-plan', { plan: { ...plan, name: 'Great fair', place: 'Graz' } })
    return pat
  })

  it(
    'sets every screen to a moment, where nothing can be changed, and leads back to now',
    async () => {
      const { page } = the.tab
      const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
      await go(page, at('/campaigns/fair'), 'Graz')
      await page.getByRole('button', { name: 'Submit' }).waitFor()
      await go(page, at('/campaigns/fair', drafted), 'Nothing can be changed here.')
      await heading('Fair')
      await page.getByText('Hall 3, Vienna').waitFor()
      expect(await page.getByRole('button', { name: 'Submit' }).count()).toBe(0)
      await page.getByRole('tab', { name: 'History' }).click()
      await page.getByText('Campaign drafted').waitFor()
      expect(await page.getByText('Plan revised').count()).toBe(0)
      for (const place of ['Value', 'Churn', 'Audit', 'Operations', 'Campaigns']) {
        await page.getByRole('link', { name: place, exact: true }).click()
        await page.getByText('Nothing can be changed here.').waitFor()
        expect(momentOf(page.url())).toBe(drafted)
      }
      expect(await page.getByRole('link', { name: 'New campaign' }).count()).toBe(0)
      await page.getByText(/As it was known on .*\(Europe\/Vienna\)\. Nothing/).waitFor()
      await go(page, at('/campaigns/fair/plan', drafted), 'The past cannot be changed')
      await heading('Change the plan')
      await go(page, at('/campaigns/fair', drafted), 'Hall 3, Vienna')
      await page.getByRole('button', { name: 'Back to now' }).click()
      await heading('Great fair')
      expect([momentOf(page.url()), await page.getByText('Nothing can be changed here.').count()]).toEqual([null, 0])
      await page.getByRole('button', { name: 'Submit' }).waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'goes through the past by the slider and the keyboard alone, and tells what was recorded since',
    async () => {
      const { page } = the.tab
      await go(page, at('/campaigns/fair'), 'Graz')
      await page.getByRole('button', { name: 'Look at the past' }).press('Enter')
      await page.waitForURL(/knownAt=/)
      await page.getByRole('slider', { name: 'Moment that is shown' }).press('Home')
      await page.waitForURL(`**/*knownAt=${encodeURIComponent(drafted)}`)
      await page.getByText('Hall 3, Vienna').waitFor()
      await page.getByRole('button', { name: 'What was recorded since' }).press('Enter')
      await page.getByText('Plan revised').waitFor()
      expect(new URL(page.url()).searchParams.get('recordedFrom')).toBe(drafted)
      expect(momentOf(page.url())).toBe(null)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'says so where nothing was known yet',
    async () => {
      await go(the.tab.page, at('/campaigns', '2001-01-01T00:00:00Z'), 'Nothing was known yet at that moment.')
      await the.tab.page.getByRole('button', { name: 'Back to now' }).click()
      await the.tab.page.getByText('Great fair').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'tells what changed between two moments, with the events behind it, and takes it away as a table',
    async () => {
      const { page } = the.tab
      await go(page, at('/campaigns/fair/history'), 'Plan revised')
      await page.getByRole('link', { name: 'Compare two moments' }).click()
      await page.getByText('What shall be compared?').waitFor()
      await page.goto(`${page.url()}&from=${encodeURIComponent(drafted)}`)
      await page.getByText('2 things differ between these moments.').waitFor()
      await page.getByText('The name of the plan changed from “Fair” to “Great fair”.').waitFor()
      await page.getByText('The place of the plan changed from “Hall 3, Vienna” to “Graz”.').waitFor()
      await page.getByText('Plan revised').waitFor()
      expect(await page.getByText('Campaign drafted').count()).toBe(0)
      const saved = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export CSV' }).first().click()
      expect((await saved).suggestedFilename()).toBe('differences.csv')
      await page.getByLabel('Compare').selectOption('What was known at two positions of the log')
      await page.getByText('What shall be compared?').waitFor()
      await page.getByLabel('From').fill('1')
      await page.getByLabel('From').press('Enter')
      await page.getByText('2 things differ between these moments.').waitFor()
      await page.getByLabel('To', { exact: true }).fill('1')
      await page.getByLabel('To', { exact: true }).press('Enter')
      await page.getByText('Nothing differs between these moments.').waitFor()
      const state = Object.fromEntries(new URL(page.url()).searchParams)
      expect(state).toEqual({ subject: 'campaign/fair', by: 'position', from: '1', to: '1' })
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'keeps the band in sight on a phone, with room for what it speaks of',
    async () => {
      const phone = await openTab(browser(), { scheme: 'light', width: 360 })
      await signIn(phone.page, the.service.url, pat)
      await go(phone.page, at('/campaigns/fair', drafted), 'Hall 3, Vienna')
      const band = phone.page.getByRole('region', { name: 'The past' })
      await phone.page.evaluate('scrollTo(0, document.body.scrollHeight)')
      const { y, height } = (await band.boundingBox())!
      expect([y, Math.round(y + height) < 200]).toEqual([60, true])
      expect(await band.getByRole('slider').count()).toBe(0)
      await band.getByRole('button', { name: 'Another moment' }).press('Enter')
      await band.getByRole('slider').press('Home')
      await phone.page.waitForURL(`**/*knownAt=${encodeURIComponent(drafted)}`)
      expect(phone.complaints).toEqual([])
      await phone.close()
    },
    PATIENCE_MS,
  )

  looksWell('shows a past and differences', browser, async ({ page, seen }) => {
    await signIn(page, the.service.url, pat)
    await go(page, at('/campaigns/fair', drafted), 'Hall 3, Vienna')
    await seen('past')
    const differences = `/audit/differences?subject=campaign/fair&from=${encodeURIComponent(drafted)}`
    await go(page, `${the.service.url}${differences}`, '2 things differ')
    await page.getByText('Plan revised').waitFor()
    await seen('differences')
  })
})
