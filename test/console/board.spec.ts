import { readFile } from 'node:fs/promises'
import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import type { Service } from '../journeys/service.js'
import { inBrowser, looks } from './browser.js'
import { planOf } from './demo.js'
import { downloaded } from './files.js'
import { lookedAt, lookedAtIn } from './looked-at.js'
import { seat } from './seat.js'
import { chartsDrawn, go, PATIENCE_MS, tabTo } from './visit.js'

/** An exhibition of the past, to which so many were invited, of whom so many accepted. */
async function over(service: Service, campaign: string, name: string, invited: number, accepted: number) {
  const [admin, at] = [as(service, service.admin), `/v1/campaigns/${campaign}`]
  const source = 'the old system'
  const plan = planOf(name, 'exhibition', 800, 798, { milestones: [] })
  await admin.post(`${at}/take-over`, { plan, phase: 'evaluated', source })
  for (let person = 0; person < invited; person += 1)
    for (const stage of person < accepted ? ['invited', 'accepted'] : ['invited'])
      await admin.post(`${at}/participants/p-${person}/take-over`, { stage, group: 'buyers', source })
}

inBrowser((browser) => {
  const at = (path: string) => `${the.service.url}${path}`

  const the = seat(browser, async (service) => {
    const token = await service.token('pat', 'planner')
    const [pat, alex] = [as(service, token), as(service, await service.token('alex', 'approver'))]
    const submitted = async (campaign: string, name: string) => {
      await pat.post(`/v1/campaigns/${campaign}/draft`, { plan: planOf(name, 'exhibition', 1, -3) })
      await pat.post(`/v1/campaigns/${campaign}/submit`)
    }
    await submitted('waits', 'Waits')
    for (const [campaign, name] of [
      ['fair', 'Fair'],
      ['calm', 'Calm'],
      ['last-year', 'Fair of last year'],
    ] as const) {
      await submitted(campaign, name)
      await alex.post(`/v1/campaigns/${campaign}/approve`)
    }
    const fair = '/v1/campaigns/fair'
    const customers = ['cyd', 'dee', 'eve', 'fay', 'gil', 'hal']
    for (const path of [fair, '/v1/campaigns/last-year'])
      await pat.post(`${path}/invitations`, { wave: 'w1', group: 'buyers', customers }, { prefer: 'wait=30' })
    await pat.post(`${fair}/participants/cyd/accept`)
    for (const customer of customers.slice(0, 5))
      await pat.post(`/v1/campaigns/last-year/participants/${customer}/accept`)
    await pat.post(`${fair}/open-registration`, { capacity: 1, offerHours: 3 })
    for (const customer of ['ann', 'bob']) await pat.post(`${fair}/desk/register`, { customer })
    await pat.post(`${fair}/desk/cancel`, { customer: 'ann' })
    await over(service, 'fair-2023', 'Fair of 2023', 4, 1)
    await over(service, 'fair-2024', 'Fair of 2024', 3, 3)
    const cost = { cost: 'i-1', line: 'room', amount: 900_000, currency: 'EUR', day: '2027-03-01' }
    await pat.post(`${fair}/record-cost`, cost)
    return token
  })

  it(
    'leads from each mark to where something can be done about it, without a mouse, and from the rest of a card to its campaign',
    async () => {
      const { page, complaints } = the.tab
      const card = page.getByRole('article', { name: 'Fair', exact: true })
      for (const [mark, path, there] of [
        [/^Offers end within a day/, '/campaigns/fair/desk', 'Offered seats'],
        [/^Registered: /, '/campaigns/fair/funnel', 'A line across a bar is the target'],
        [/^More spent than planned/, '/campaigns/fair#budget', 'of €5,700.00 spent'],
      ] as const) {
        await page.goto(at('/campaigns'))
        await tabTo(page, card.getByRole('link', { name: mark }))
        await page.keyboard.press('Enter')
        await page.getByText(there).first().waitFor()
        expect(page.url()).toBe(at(path))
      }
      await page.locator('#budget:focus').waitFor()
      await go(page, at('/campaigns'), 'Offers end within a day: 1')
      await card.click({ position: { x: 5, y: 5 } })
      await page.waitForURL('**/campaigns/fair')
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'asks one question for the funnels of all cards',
    async () => {
      const { page } = the.tab
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      await go(page, at('/campaigns'), 'Offers end within a day: 1')
      await page
        .getByRole('img', { name: /^Funnel: .*Registered 0 \([12] beside\)/ })
        .first()
        .waitFor()
      expect(asked.filter((path) => path.includes('funnel'))).toEqual(['/v1/funnels'])
    },
    PATIENCE_MS,
  )

  it(
    'marks what needs somebody, and leaves out the rest where that is asked for',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('/campaigns'), 'Offers end within a day: 1')
      const card = page.getByRole('article', { name: 'Fair', exact: true })
      await card.getByRole('link', { name: /^Registered: 1 of 60/ }).waitFor()
      await card.getByRole('link', { name: 'More spent than planned' }).waitFor()
      await page.getByRole('article', { name: 'Waits' }).getByRole('link', { name: 'Waits for approval' }).waitFor()
      const calm = page.getByRole('article', { name: 'Calm' })
      expect(await calm.count()).toBe(1)
      await page.getByLabel('Needs somebody').check()
      await page.getByText('3 campaigns').waitFor()
      expect(await calm.count()).toBe(0)
      expect(new URL(page.url()).search).toBe('?needs=somebody')
      expect(await lookedAt(page, 'board-needs', looks[0]!)).toEqual([])
      await page.goto(at('/campaigns?needs=somebody&view=table'))
      await page.getByRole('row', { name: /Fair.*Offers end within a day: 1/ }).waitFor()
      await as(the.service, the.service.admin).post('/v1/campaigns/fair/desk/accept-offer', { customer: 'bob' })
      await page.getByText('Offers end within a day').waitFor({ state: 'detached' })
      await page.getByText('Registered: 2 of 60').waitFor()
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'holds a funnel against what the plan promises, and against another campaign',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('/campaigns/fair/funnel'), 'A line across a bar is the target')
      await page.getByLabel('Reference').selectOption({ label: 'Compare with Fair of last year' })
      await page.getByText('“Accepted” lags behind the reference, which had 83.3%.').waitFor()
      await page
        .getByText(/“Registered” has ([12]) of the 60 that the plan promises, \1 of them beside the funnel\./)
        .waitFor()
      expect(new URL(page.url()).search).toBe('?reference=last-year')
      await chartsDrawn(page, 'funnel')
      expect(await lookedAt(page, 'funnel-reference', looks[0]!)).toEqual([])
      await page.getByText('Table', { exact: true }).click()
      const table = page.getByRole('group', { name: 'Funnel', exact: true })
      await table.getByRole('row', { name: /^Accepted .*83\.3% \(5\), we are below$/ }).waitFor()
      await table.getByRole('row', { name: /^Registered .* 60 / }).waitFor()
      const { path } = await downloaded(page, 'Download “Funnel” as CSV')
      const csv = await readFile(path, 'utf8')
      expect(csv.split('\n')[0]).toMatch(/,target,reached,reference,referenceExpected,againstReference$/)
      expect(csv).toMatch(/^all,accepted,.*,,,0\.8333333333333334,5,below$/m)
      await page.getByLabel('Reference').selectOption({ label: 'Compare with no other campaign' })
      await page.getByText('lags behind the reference').waitFor({ state: 'detached' })
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'holds each part of a funnel against the reference, and says of which part targets are',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('/campaigns/fair/funnel?by=wave&reference=last-year'), 'Targets are promised of the whole')
      await page.getByText('A dashed line is how many').waitFor()
      await chartsDrawn(page, 'funnel')
      expect(await lookedAtIn(page, 'funnel-parts-reference', looks[0]!, looks[2]!)).toEqual([])
      await page.getByText('Table', { exact: true }).click()
      const part = page.getByRole('group', { name: 'Funnel, w1', exact: true })
      await part.getByRole('row', { name: /^Accepted .*83\.3% \(5\), we are below$/ }).waitFor()
      expect(await part.getByRole('columnheader', { name: 'Target' }).count()).toBe(0)
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'holds a funnel against what is usual for its kind, and says of which campaigns that is taken',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('/campaigns/fair/funnel'), 'A line across a bar is the target')
      const choice = page.getByLabel('Reference')
      await choice.selectOption({ label: 'Campaigns of the same kind (2)' })
      await page.getByText('The reference is the median of 2 campaigns of this kind:').waitFor()
      // Of four who were invited one accepted, and of three all did.
      await page.getByText('“Accepted” lags behind the reference, which had 62.5%.').waitFor()
      expect(new URL(page.url()).search).toBe('?reference=*')
      await chartsDrawn(page, 'funnel')
      expect(await lookedAtIn(page, 'funnel-usual', looks[0]!, looks[2]!)).toEqual([])
      await page.getByRole('link', { name: 'Fair of 2023' }).click()
      await page.waitForURL('**/campaigns/fair-2023/funnel')
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'says that a reference is not known, and leads back',
    async () => {
      const { page } = the.tab
      await go(page, at('/campaigns/fair/funnel?reference=nowhere'), 'This cannot be compared with')
      const alert = page.getByRole('alert').filter({ hasText: 'This cannot be compared with' })
      await alert.getByText('There is no such campaign.').waitFor()
      await page.getByText('came as far as').waitFor()
      await alert.getByRole('button', { name: 'Compare with no other campaign' }).click()
      await alert.waitFor({ state: 'detached' })
      expect(new URL(page.url()).search).toBe('')
    },
    PATIENCE_MS,
  )
})
