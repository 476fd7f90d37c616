import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals'
import { as, startService } from '../journeys/service.js'
import type { Service } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import type { Look, Tab } from './browser.js'
import { planOf } from './demo.js'
import { looksWell } from './looked-at.js'
import { command, go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let service: Service
  let tokens: { pat: string; alex: string; kim: string }
  let tab: Tab

  const at = (path: string) => `${service.url}${path}`
  const opened = async (token: string, look?: Look) => {
    const own = await openTab(browser(), look)
    await signIn(own.page, service.url, token)
    return own
  }
  /** The campaign that a story is about, drafted by Pat. */
  const drafted = (campaign: string) =>
    as(service, tokens.pat).post(`/v1/campaigns/${campaign}/draft`, { plan: planOf('Fair', 'exhibition', -30, -32) })
  const planNow = async (campaign: string) => (await as(service, tokens.pat).get(`/v1/campaigns/${campaign}`)).body.plan

  beforeAll(async () => {
    service = await startService()
    tokens = {
      pat: await service.token('pat', 'planner'),
      kim: await service.token('kim', 'planner'),
      alex: await service.token('alex', 'approver'),
    }
  }, PATIENCE_MS)
  afterAll(() => service.stop())
  beforeEach(async () => {
    tab = await opened(tokens.pat)
  })
  afterEach(() => tab.close())

  it(
    'changes an approved plan by a proposal, which somebody else sends back and then approves',
    async () => {
      const { page } = tab
      await drafted('fair')
      await as(service, tokens.pat).post('/v1/campaigns/fair/submit')
      await as(service, tokens.alex).post('/v1/campaigns/fair/approve')
      await go(page, at('/campaigns/fair/plan'), 'Change the approved plan')
      await page.getByText('Nothing differs.').waitFor()
      await page.getByLabel('Place').fill('Hall 7')
      await page.getByLabel('Amount').first().fill('5000')
      await page.getByText('2 things differ.').waitFor()
      await page.getByRole('button', { name: 'Propose the change' }).click()
      expect(await page.getByRole('textbox', { name: 'Why' }).evaluate((box) => box.matches(':invalid'))).toBe(true)
      await page.getByRole('textbox', { name: 'Why' }).fill('Hall 3 is flooded.')
      await page.reload()
      expect(await page.getByRole('textbox', { name: 'Why' }).inputValue()).toBe('Hall 3 is flooded.')
      await page.getByRole('button', { name: 'Propose the change' }).click()
      await page.waitForURL('**/campaigns/fair')

      const other = await opened(tokens.alex)
      await go(other.page, at('/campaigns/fair'), 'pat wants to change the approved plan: Hall 3 is flooded.')
      const beside = other.page.getByRole('table', { name: 'The approved plan beside today’s' })
      await beside.getByRole('row', { name: 'Place Hall 3, Vienna Hall 7' }).waitFor()
      await beside.getByRole('row', { name: /Room and catering · €4,500.00 .*€5,000.00/ }).waitFor()
      expect(await beside.locator('del, ins').allInnerTexts()).toHaveLength(4)
      await other.page.getByRole('button', { name: 'Send back' }).click()
      await other.page.getByLabel('Reason').fill('Too dear.')
      await other.page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
      await other.page.getByText('Amendment sent back').waitFor()
      await beside.waitFor({ state: 'detached' })

      await go(page, at('/campaigns/fair/plan'), 'Nothing differs.')
      await page.getByLabel('Place').fill('Hall 7')
      await page.getByRole('textbox', { name: 'Why' }).fill('Hall 3 is flooded.')
      await page.getByRole('button', { name: 'Propose the change' }).click()
      await beside.getByRole('row', { name: 'Place Hall 3, Vienna Hall 7' }).waitFor()
      await command(other.page, 'Approve')
      await beside.waitFor({ state: 'detached' })
      expect(await planNow('fair')).toMatchObject({ place: 'Hall 7' })
      expect([...tab.complaints, ...other.complaints]).toEqual([])
      await other.close()
    },
    PATIENCE_MS,
  )

  it(
    'sets what somebody else has saved beside what was typed, and loses nothing of either',
    async () => {
      const { page } = tab
      await drafted('letter')
      await go(page, at('/campaigns/letter/plan'), 'Save the draft')
      await page.getByLabel(/^Name/).first().fill('Letter by Pat')
      await page.getByLabel('Amount').first().fill('99')
      await page.getByRole('button', { name: 'Add a milestone' }).click()
      await page.getByLabel(/^Name/).last().fill('Printed')
      await page.getByLabel('Due').last().fill('2027-03-03')
      await page
        .getByLabel(/^Owner/)
        .last()
        .fill('pat')
      const { budget, ...plan } = await planNow('letter')
      await as(service, tokens.kim).post('/v1/campaigns/letter/revise-plan', {
        plan: { ...plan, name: 'Letter by Kim', place: 'Graz', budget: budget.slice(0, 1) },
      })
      await page.getByText('kim has saved this plan while you were writing').waitFor()
      await page.getByText('Both of you have changed this.').waitFor()
      expect(await page.getByRole('button', { name: 'Go on with this' }).isDisabled()).toBe(true)
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(4)
      await page.getByRole('radio', { name: 'As you typed it Letter by Pat' }).check()
      await page.getByRole('button', { name: 'Go on with this' }).click()
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.waitForURL('**/campaigns/letter')
      const saved = await planNow('letter')
      expect(saved).toMatchObject({ name: 'Letter by Pat', place: 'Graz', budget: [{ id: 'room', amount: 9_900 }] })
      expect(saved.budget).toHaveLength(1)
      expect(saved.milestones.map(({ name }: { name: string }) => name)).toEqual(['Invitations are sent', 'Printed'])
      expect(tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'decides about nothing that has changed under the hand: what was changed is looked at first',
    async () => {
      await drafted('road-show')
      await go(tab.page, at('/campaigns/road-show'), 'of €5,700.00 spent')
      await tab.page.getByRole('button', { name: 'Submit', exact: true }).click()
      const dialog = tab.page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Submit' }).waitFor()
      const plan = await planNow('road-show')
      await as(service, tokens.kim).post('/v1/campaigns/road-show/revise-plan', { plan: { ...plan, place: 'Linz' } })
      await dialog.getByText('revised · kim').waitFor()
      expect(await dialog.locator('del, ins').allInnerTexts()).toEqual(['Hall 3, Vienna', 'Linz'])
      expect(await dialog.getByRole('button', { name: 'Submit' }).isDisabled()).toBe(true)
      await dialog.getByRole('button', { name: 'I have looked at it' }).click()
      await dialog.getByRole('button', { name: 'Submit' }).click()
      await tab.page.getByText('This plan waits for a decision').waitFor()
      expect(tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  looksWell('shows a change and a conflict', browser, async ({ page, scheme, seen }) => {
    const campaign = `look-${scheme}`
    await drafted(campaign)
    await signIn(page, service.url, tokens.pat)
    await go(page, at(`/campaigns/${campaign}/plan`), 'Save the draft')
    await page.getByLabel(/^Name/).first().fill('Fair by Pat')
    const plan = await planNow(campaign)
    const theirs = { ...plan, name: 'Fair by Kim', budget: [] }
    await as(service, tokens.kim).post(`/v1/campaigns/${campaign}/revise-plan`, { plan: theirs })
    await page.getByText('Both of you have changed this.').waitFor()
    await seen('conflict')
    await as(service, tokens.kim).post(`/v1/campaigns/${campaign}/submit`)
    await as(service, tokens.alex).post(`/v1/campaigns/${campaign}/approve`)
    await as(service, tokens.kim).post(`/v1/campaigns/${campaign}/amend-plan`, { plan, reason: 'It was better.' })
    await go(page, at(`/campaigns/${campaign}`), '3 things differ.')
    await seen('amendment')
  })
})
