import { expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { as } from '../journeys/service.js'
import { inBrowser } from './browser.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

/** Three days of March 2027 for the fair, ten for the mailing; the fair costs twice as much. */
const campaigns = {
  fair: {
    plan: aPlan({ name: 'Spring fair', period: { from: '2027-03-01', to: '2027-03-03', zone: 'UTC' } }),
    cost: 2_000,
  },
  mailing: {
    plan: aPlan({ name: 'Mailing', period: { from: '2027-02-20', to: '2027-03-10', zone: 'UTC' } }),
    cost: 1_000,
  },
} as const

inBrowser((browser) => {
  const at = (path: string) => `${the.service.url}${path}`
  const dialog = () => the.tab.page.getByRole('dialog')

  const the = seat(browser, async (service) => {
    const [pat, alex] = [service.admin, await service.token('alex', 'approver')]
    for (const [campaign, { plan, cost }] of Object.entries(campaigns)) {
      const path = `/v1/campaigns/${campaign}`
      await as(service, pat).post(`${path}/draft`, { plan })
      await as(service, pat).post(`${path}/submit`)
      await as(service, alex).post(`${path}/approve`)
      const of = { cost: 'invoice-1', line: 'stand', currency: 'EUR', day: '2027-03-02' }
      expect((await as(service, pat).post(`${path}/record-cost`, { ...of, amount: cost })).status).toBe(200)
    }
    return pat
  })

  const row = (name: string) => the.tab.page.getByRole('row', { name: new RegExp(`^${name}`) })

  it(
    'takes what was spent for no single campaign, and shows who bears what of it to the cent',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('/overheads/2027-03?shares-EUR-as=table'), 'No indirect cost in this month')
      await page.getByRole('button', { name: 'Record a cost' }).click()
      await dialog().getByLabel('Id, such as an invoice number').fill('rent')
      await dialog().getByLabel('What for').fill('Rent of the office')
      await dialog().getByLabel('Amount').fill('1000.01')
      await dialog().getByRole('button', { name: 'Record a cost' }).click()
      await page.getByText('Comes to €1,000.01.').waitFor()
      await page
        .getByText('Shared out by direct cost, which holds where nobody has decided anything.')
        .first()
        .waitFor()
      await row('Spring fair fair €20.00 €666.67').waitFor()
      await row('Mailing mailing €10.00 €333.34').waitFor()
      await page.getByText('Spring fair bears the most: €666.67 of €1,000.01.').waitFor()
      await page.getByText('recorded indirect cost rent of €1,000.01 for 2027-03').waitFor()
      await page.getByRole('button', { name: 'Record a cost' }).click()
      await dialog().getByLabel('Id, such as an invoice number').fill('rent')
      await dialog().getByLabel('What for').fill('Another')
      await dialog().getByLabel('Amount').fill('1')
      await dialog().getByRole('button', { name: 'Record a cost' }).click()
      await dialog().locator('[aria-invalid=true][name=overhead]').waitFor()
      await page.keyboard.press('Escape')
      expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
      complaints.length = 0
    },
    PATIENCE_MS,
  )

  it(
    'shows who would bear what under another key, changes nothing by it, and then sets it for good',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('/overheads/2027-03?shares-what-if-EUR-as=table'), 'bears the most')
      await page.getByLabel('What if it were shared out by').selectOption({ label: 'days in the month' })
      await page.getByText('Nothing of this is so, and nothing is changed by looking.').waitFor()
      await page.getByRole('button', { name: 'days in the month, Mailing: €769.24' }).waitFor()
      expect(new URL(page.url()).searchParams.get('whatIf')).toBe('days')
      await page.getByRole('button', { name: 'Compare no longer: days in the month' }).click()
      await page.getByRole('link', { name: 'Change the key for good' }).click()
      await page.getByRole('button', { name: 'Change: Indirect cost' }).click()
      await dialog().getByLabel('Shared out by').selectOption({ label: 'fixed weights' })
      await dialog().getByLabel('Weights').fill('fair=0')
      await dialog().getByLabel('Reason').fill('The mailing takes most of the office.')
      await dialog().getByRole('button', { name: 'Set', exact: true }).click()
      await dialog().locator('[aria-invalid=true][name=weights]').waitFor()
      await dialog().getByLabel('Weights').fill('mailing=3, fair=1')
      await dialog().getByRole('button', { name: 'Set', exact: true }).click()
      await page.getByText('fixed weights (fair 1, mailing 3)', { exact: true }).waitFor()
      await go(page, at('/overheads/2027-03?shares-EUR-as=table'), 'version 1 of the policy')
      await row('Mailing mailing 3 €750.01').waitFor()
      expect(complaints.filter((one) => !one.includes('400'))).toEqual([])
      complaints.length = 0
    },
    PATIENCE_MS,
  )

  it(
    'takes a cost back with a reason, and shows the past as it was',
    async () => {
      const { page, complaints } = the.tab
      const { items } = (await as(the.service, the.service.admin).get('/v1/audit/history?subject=overheads/2027-03'))
        .body
      await go(page, at('/overheads/2027-03'), 'Comes to')
      await page.getByRole('button', { name: 'Take back: rent' }).click()
      await dialog().getByLabel('Reason').fill('billed twice')
      await dialog().getByRole('button', { name: 'Take back', exact: true }).click()
      await page.getByText('Nothing of it is in force.').first().waitFor()
      await page.getByText('Taken back: billed twice').waitFor()
      await go(page, at(`/overheads/2027-03?knownAt=${encodeURIComponent(items[0].recordedAt)}`), 'Comes to €1,000.01.')
      await page.getByText('Shared out by direct cost').first().waitFor()
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  looksWell('looks', browser, async ({ page, seen }) => {
    await signIn(page, the.service.url, the.service.admin)
    await go(page, at('/overheads/2027-04'), 'No indirect cost in this month')
    await seen('overheads-empty')
    const said = { overhead: 'power', purpose: 'Power', amount: 300_000, currency: 'EUR' }
    await as(the.service, the.service.admin).post('/v1/overheads/2027-03/record', said)
    await go(page, at('/overheads/2027-03?whatIf=days;equal'), 'bears the most')
    await page.locator('canvas').nth(1).waitFor()
    await seen('overheads')
    await go(page, at('/policies/allocation-key'), 'What was decided')
    await seen('policies-allocation-key')
  })
})
