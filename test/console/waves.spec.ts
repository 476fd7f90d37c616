import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { as } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import { planOf } from './demo.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

const MANY = 20_000

inBrowser((browser) => {
  let pat: string

  const open = (path: string, there: string, on = the.tab.page) => go(on, `${the.service.url}${path}`, there)

  const the = seat(browser, async (service) => {
    pat = await service.token('pat', 'planner')
    const [planner, approver] = [as(service, pat), as(service, await service.token('alex', 'approver'))]
    await planner.post('/v1/campaigns/fair/draft', { plan: planOf('Fair', 'exhibition', -30, -32) })
    await planner.post('/v1/campaigns/fair/submit')
    await approver.post('/v1/campaigns/fair/approve')
    const invited = { wave: 'personal', group: 'buyers', customers: ['c-7', 'c-8'] }
    await planner.post('/v1/campaigns/fair/invitations', invited, { prefer: 'wait=30' })
    await planner.post('/v1/campaigns/fair/participants/c-7/accept')
    return pat
  })

  /** Fills the form of a wave with a file, as somebody does who has a list of customers. */
  async function begin(page: Page, wave: string): Promise<void> {
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of the wave').fill(wave)
    await dialog.getByLabel('Target group').selectOption({ label: 'Buyers of model X' })
    const rows = Array.from({ length: MANY }, (_, n) => `"Somebody, ${n}",c-${n}`)
    const buffer = Buffer.from(['name,customer', ...rows, '"Again",c-3'].join('\n'))
    await dialog.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer })
    await dialog.getByText('20,000 customers · 1 stood there twice and count once').waitFor()
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  const bar = (page: Page, said: RegExp) =>
    page.getByRole('progressbar', { name: said }).first().waitFor({ state: 'attached' })

  it(
    'sends a wave of 20,000 that shows its progress, survives a reload, and says whom the rules refused',
    async () => {
      const { page } = the.tab
      const { work } = the.service.ledger
      await work.stop()
      await open('/campaigns/fair/funnel', 'came as far as')
      await begin(page, 'letter')
      await bar(page, /Wave “letter”.*: 0 of 20,000/)
      // One chunk, and no more.
      work.start()
      await work.stop()
      await bar(page, /Wave “letter”.*: 1,000 of 20,000/)
      await page.reload()
      await bar(page, /Wave “letter”.*: 1,000 of 20,000/)
      work.start()
      await open('/campaigns/fair', 'Sendings')
      await bar(page, /Wave “letter”.*: 20,000 of 20,000 · 19,999 done/)
      await page.getByRole('button', { name: 'What was refused: Wave “letter” · fair: 1' }).press('Enter')
      const drawer = page.getByRole('dialog')
      await drawer.getByText('c-7', { exact: true }).waitFor()
      await drawer.getByText('No. 8 · This person has answered already.').waitFor()
      const saved = page.waitForEvent('download')
      await drawer.getByRole('button', { name: 'Export CSV' }).click()
      expect((await saved).suggestedFilename()).toMatch(/^refusals-.*\.csv$/)
      await page.keyboard.press('Escape')
      await open('/campaigns/fair/funnel?by=wave&funnel-as=table', 'Funnel')
      await page.getByRole('button', { name: 'People at “Invited”: 20,000' }).waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'stops a wave with a reason, which the list of long work tells everybody',
    async () => {
      const { page } = the.tab
      await the.service.ledger.work.stop()
      await open('/campaigns/fair', 'Sendings')
      await begin(page, 'wrong-letter')
      await page.getByRole('button', { name: 'Stop: Wave “wrong-letter” · fair' }).first().click()
      await page.getByLabel('Why, kept for ever').fill('The wrong text.')
      await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
      await page.getByText('Stopped by pat: “The wrong text.”').waitFor()
      the.service.ledger.work.start()
      const analyst = await openTab(browser())
      await signIn(analyst.page, the.service.url, await the.service.token('ann', 'analyst'))
      await open('/operations?work=cancelled', 'Stopped by pat', analyst.page)
      await analyst.page.getByLabel('Show').selectOption('Running')
      await analyst.page.getByText('Nothing in this state').waitFor()
      expect(new URL(analyst.page.url()).searchParams.get('work')).toBe('running')
      expect([...the.tab.complaints, ...analyst.complaints]).toEqual([])
      await analyst.close()
    },
    PATIENCE_MS,
  )

  it(
    'says what a wave is called, whom of a list it cannot take, and that one has begun already',
    async () => {
      const { page } = the.tab
      await as(the.service, pat).post('/v1/campaigns/fair/participants/c-8/record-delivery')
      await open('/campaigns/fair/desk', '“Open registration”, for those who may plan, begins it.')
      await open('/campaigns/fair', 'Sendings')
      // Who accepted what was never recorded as delivered stands beside the funnel, and is not nobody.
      await page
        .getByRole('region', { name: 'Waves' })
        .getByRole('row', { name: /^personal buyers .* 2 0 .*, 1 beside/ })
        .waitFor()
      await page.getByRole('button', { name: 'Invite' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Letters a-z, digits and . _ ~ -, such as first-letter.').waitFor()
      await dialog.getByLabel('Name of the wave').fill('personal')
      await dialog.getByText('This wave has begun already. Who is not in it yet is added.').waitFor()
      await dialog.getByLabel('Target group').selectOption({ label: 'Buyers of model X' })
      await dialog.getByLabel('Customers').fill('c-1, bad#one, c-2, bad?two')
      await dialog.getByRole('button', { name: 'Invite' }).click()
      await dialog.getByText(/^“bad#one” \(No\. 2\) and “bad\?two” \(No\. 4\): must be/).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Throw it away' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Begin an empty wave' }).click()
      await dialog.getByLabel('Name of the wave').fill('personal')
      await dialog.getByLabel('Target group').selectOption({ label: 'Buyers of model X' })
      await dialog.getByRole('button', { name: 'Begin an empty wave' }).click()
      await dialog.getByText('It is so already; nothing was changed.').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Throw it away' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Cancel the campaign' }).click()
      expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['', 'Keep the campaign', 'Cancel the campaign'])
      await dialog.getByRole('button', { name: 'Keep the campaign' }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    PATIENCE_MS,
  )

  it(
    'asks those of the group who gave no answer, without a list',
    async () => {
      const { page } = the.tab
      await open('/campaigns/fair', 'Sendings')
      await page.getByRole('button', { name: 'Invite' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name of the wave').fill('second')
      await dialog.getByLabel('Whom').selectOption('Of the group, without an answer')
      await dialog.getByText('Choose the target group first.').waitFor()
      await dialog.getByLabel('Target group').selectOption({ label: 'Buyers of model X' })
      await dialog.getByRole('button', { name: 'Look them up' }).click()
      await dialog.getByText('19,999 customers').waitFor()
      await dialog.getByLabel('Whom').selectOption('Of the group, not invited yet')
      await dialog.getByRole('button', { name: 'Look them up' }).click()
      await dialog.getByText('There is nobody like that.').waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  describe('beside work that waits', () => {
    beforeAll(async () => {
      await the.service.ledger.work.stop()
      const customers = Array.from({ length: 3_000 }, (_, n) => `c-${n}`)
      const wave = { wave: 'third', group: 'sleepers', customers }
      await as(the.service, pat).post('/v1/campaigns/fair/invitations', wave)
      the.service.ledger.work.start()
      await the.service.ledger.work.stop()
    })

    looksWell('shows a wave and how it is begun', browser, async ({ page, seen }) => {
      await signIn(page, the.service.url, pat)
      await open('/campaigns/fair', 'Sendings', page)
      await bar(page, /Wave “third”/)
      await seen('waves')
      await open('/operations', 'Wave “third”', page)
      await seen('long-work')
      await open('/campaigns/fair', 'Sendings', page)
      await page.getByRole('button', { name: 'Invite' }).click()
      await page.getByRole('dialog').getByLabel('Name of the wave').waitFor()
      await seen('invite')
    })
  })
})
