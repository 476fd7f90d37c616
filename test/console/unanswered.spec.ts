import { expect, it } from '@jest/globals'
import type { Route } from 'playwright-core'
import { as } from '../journeys/service.js'
import { inBrowser, looks } from './browser.js'
import { planOf } from './demo.js'
import { lookedAt } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS } from './visit.js'

inBrowser((browser) => {
  let drafted: string
  const at = (path: string) => `${the.service.url}${path}`
  const pat = async () => as(the.service, await the.service.token('pat', 'planner'))

  const the = seat(browser, async (service) => {
    const [own, alex] = [service.admin, await service.token('alex', 'approver')].map((token) => as(service, token))
    const fair = '/v1/campaigns/fair'
    await own!.post(`${fair}/draft`, { plan: planOf('Fair', 'exhibition', 1, -3) })
    drafted = (await own!.get('/v1/audit/history?subject=campaign/fair')).body.items[0].recordedAt
    await own!.post(`${fair}/submit`)
    await alex!.post(`${fair}/approve`)
    const wave = { wave: 'letter', group: 'buyers', customers: ['ann', 'bob', 'cyd'] }
    await own!.post(`${fair}/invitations`, wave, { prefer: 'wait=30' })
    await own!.post(`${fair}/open-registration`, { capacity: 1, offerHours: 3 })
    for (const customer of ['ann', 'bob', 'cyd']) await own!.post(`${fair}/desk/register`, { customer })
    await own!.post(`${fair}/desk/cancel`, { customer: 'ann' })
    const plan = planOf('Fair of 2023', 'exhibition', 800, 798, { milestones: [] })
    await own!.post('/v1/campaigns/fair-2023/take-over', { plan, phase: 'evaluated', source: 'the old system' })
    const bought = { purchase: 'r-1', day: new Date().toISOString().slice(0, 10), zone: 'UTC', currency: 'EUR' }
    await own!.post('/v1/customers/ann/record-purchase', { ...bought, revenue: 100, productionCost: 10 })
    await own!.post('/v1/audit/checkpoints')
    return service.admin
  })

  /** Questions to an address fail from now on, until they are mended. */
  async function failing(address: string | RegExp): Promise<() => Promise<void>> {
    const fail = (route: Route) => route.fulfill({ status: 500 })
    await the.tab.page.route(address, fail)
    return () => the.tab.page.unroute(address, fail)
  }
  const again = (what: string) => the.tab.page.getByRole('button', { name: `Try again: ${what}` })

  it(
    'shows no figure of waves that is still asked for, or could not be',
    async () => {
      const { page } = the.tab
      const waves = page.getByRole('region', { name: 'Waves' })
      const mend = await failing('**/funnel?by=wave')
      let answer: () => void = () => undefined
      const held = new Promise<void>((resolve) => (answer = resolve))
      await page.route('**/funnel?by=wave', async (route) => (await held, route.fallback()), { times: 1 })
      await page.goto(at('/campaigns/fair'))
      await waves.getByRole('status', { name: 'Loading' }).waitFor()
      expect(await waves.getByRole('table').count()).toBe(0)
      answer()
      await waves.getByText('Something went wrong').waitFor()
      expect(await waves.getByRole('table').count()).toBe(0)
      await mend()
      await waves.getByRole('button', { name: 'Try again' }).click()
      await waves.getByRole('row', { name: /^letter buyers .* 3 0 / }).waitFor()
    },
    PATIENCE_MS,
  )

  it.each([
    ['/churn?from=1997-01&to=2026-11', 'To: at most 120 months at a time.'],
    ['/churn?from=2026-11&to=2026-01', 'To: is before from.'],
    ['/audit/differences?subject=campaign/fair&from=2199-01-01T00:00:00Z', 'From: lies in the future'],
  ])(
    'says on %s why it cannot be answered, and does not offer to ask the same again',
    async (path, said) => {
      const { page } = the.tab
      await go(page, at(path), 'This cannot be answered')
      await page.getByRole('alert').getByText(said).waitFor()
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    },
    PATIENCE_MS,
  )

  it.each([
    [
      '/campaigns/fair/funnel',
      '**/v1/campaigns?*',
      'With which campaigns this can be compared is not known.',
      'Fair of 2023',
    ],
    [
      '/campaigns/fair/desk',
      '**/v1/audit/history?*',
      'Why it was their turn is not known.',
      'they were first in the queue',
    ],
    [
      '/campaigns/fair/people?person=cyd',
      '**/v1/campaigns/fair/desk',
      'Their place on the waitlist is not known.',
      'Number 1',
    ],
    ['/audit/proof', '**/v1/audit/checkpoints?*', 'The newest checkpoint is not known.', 'Root:'],
  ])(
    'says on %s what it does not know while %s fails, and asks again',
    async (path, address, said, missing) => {
      const { page } = the.tab
      const mend = await failing(address)
      await go(page, at(path), said)
      expect(await page.getByText(missing).count()).toBe(0)
      await mend()
      await again(said).click()
      await page.getByText(missing).first().waitFor({ state: 'attached' })
      expect(await page.getByText(said).count()).toBe(0)
    },
    PATIENCE_MS,
  )

  it(
    'says that nothing is known of work under way, and of what was sent',
    async () => {
      const { page } = the.tab
      const said = 'How far work under way has come is not known.'
      const mend = await failing('**/v1/work?*')
      await go(page, at('/campaigns/fair'), said)
      const sendings = page.getByRole('region', { name: 'Sendings' })
      await sendings.getByText('Something went wrong').waitFor()
      await mend()
      await sendings.getByRole('button', { name: 'Try again' }).click()
      await sendings.getByRole('row', { name: /Wave “letter”/ }).waitFor()
      await again(said).click()
      await page.getByText(said).waitFor({ state: 'detached' })
    },
    PATIENCE_MS,
  )

  it(
    'writes no policy in a currency that it does not know, and asks for no kind while it may be known',
    async () => {
      const { page } = the.tab
      for (const [path, there] of [
        ['tier-cuts', 'Share of customers: A ends at'],
        ['funnel-stages', 'Funnel stages of “exhibition”'],
      ] as const) {
        const mend = await failing('**/v1/campaigns?*')
        await go(page, at(`/policies/${path}`), 'Something went wrong')
        expect(await page.getByText(/A ends at|Of which kind/).count()).toBe(0)
        await mend()
        await page.getByRole('button', { name: 'Try again' }).click()
        await page.getByText(there).first().waitFor()
      }
    },
    PATIENCE_MS,
  )

  it(
    'says on the board what it does not know, and takes nobody for in need of nothing meanwhile',
    async () => {
      const { page } = the.tab
      const [funnels, waiting] = ['How many people have come how far', 'Which offers end soon'] as const
      const mend = [await failing('**/v1/funnels?*'), await failing('**/v1/attention')]
      await go(page, at('/campaigns'), funnels)
      await page.getByText(waiting).waitFor()
      await page.getByRole('article', { name: 'Fair', exact: true }).waitFor()
      expect(await lookedAt(page, 'board-unanswered', looks[0]!)).toEqual([])
      await go(page, at('/campaigns?needs=somebody'), waiting)
      await page.getByText(funnels).waitFor()
      expect(await page.getByText('Nothing matches').count()).toBe(0)
      for (const one of mend) await one()
      await again('Which offers').click()
      await page.getByText('Offers end within a day: 1').waitFor()
      await again('How many people').click()
      await page.getByRole('img', { name: /^Funnel: / }).waitFor()
      expect(await page.getByText('is not known').count()).toBe(0)
      let answer: () => void = () => undefined
      const held = new Promise<void>((resolve) => (answer = resolve))
      await page.route('**/v1/attention', async (route) => (await held, route.fallback()))
      await page.goto(at('/campaigns?needs=somebody'))
      await page.getByLabel('Needs somebody').waitFor()
      await page.getByRole('status', { name: 'Loading' }).waitFor()
      expect(await page.getByText(/Nothing matches|0 campaigns/).count()).toBe(0)
      answer()
      await page.getByText('Offers end within a day: 1').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'says that a state is an older one where it could not be renewed, until it is',
    async () => {
      const { page } = the.tab
      const older = 'This is an older state, which could not be renewed.'
      await go(page, at('/campaigns/fair/desk'), 'of 1 seats are taken')
      const mend = await failing(/\/v1\/campaigns\/fair(\/desk)?$/)
      await (await pat()).post('/v1/campaigns/fair/desk/register', { customer: 'dee' })
      await page.getByText(older).nth(1).waitFor()
      expect(await page.getByRole('link', { name: 'Open dee' }).count()).toBe(0)
      await mend()
      for (const left of [2, 1]) {
        expect(await page.getByText(older).count()).toBe(left)
        await again(older).first().click()
        await page
          .getByText(older)
          .nth(left - 1)
          .waitFor({ state: 'detached' })
      }
      await page.getByRole('link', { name: 'Open dee' }).waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'does not call the service ready that says it is not any more',
    async () => {
      const { page } = the.tab
      await page.goto(at('/operations'))
      await page.getByText('Ready', { exact: true }).waitFor()
      await page.route('**/health/ready', (route) => route.fulfill({ status: 503, json: { status: 'unavailable' } }))
      await page.getByText('Not ready', { exact: true }).waitFor()
      expect(await page.getByText('Ready', { exact: true }).count()).toBe(0)
    },
    PATIENCE_MS,
  )

  it(
    'goes back to a moment that is typed where it is not known how far back the past goes',
    async () => {
      const { page } = the.tab
      const said = 'How far back the past goes is not known.'
      const mend = await failing('**/v1/events?*')
      await go(page, at(`/campaigns?knownAt=${encodeURIComponent(drafted)}`), said)
      await page.getByLabel('Moment', { exact: true }).waitFor()
      expect(await page.getByRole('slider').count()).toBe(0)
      await mend()
      await again(said).click()
      await page.getByRole('slider', { name: 'Moment that is shown' }).waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'says so where a table cannot be taken away, of a list and of a chart, and tries again',
    async () => {
      const { page } = the.tab
      for (const [path, address, button] of [
        ['/campaigns/fair/people', /\/participants\??$/, 'Export CSV'],
        ['/value', '**/v1/value-pyramid?*', /^Download .* as CSV$/],
      ] as const) {
        await page.goto(at(path))
        const take = page.getByRole('button', { name: button }).first()
        await take.waitFor()
        const mend = await failing(address)
        await take.click()
        const alert = page.getByRole('alert').filter({ hasText: 'The service answered with something' })
        await alert.waitFor()
        await mend()
        const [file] = await Promise.all([page.waitForEvent('download'), take.click()])
        expect(file.suggestedFilename()).toMatch(/\.csv$/)
        await alert.waitFor({ state: 'detached' })
      }
    },
    PATIENCE_MS,
  )
})
