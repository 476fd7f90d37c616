import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import { given, offered } from './given.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  const at = (path: string) => `${the.service.url}${path}`
  const asked = async (path: string) => (await as(the.service, the.service.admin).get(`/v1/campaigns/${path}`)).body

  const the = seat(browser, (service) => service.token('olga', 'operator'))

  it(
    'takes over a campaign of the past by hand, keeps what is typed, and refuses at the field',
    async () => {
      const { page } = the.tab
      await go(page, at('/import'), 'Upload a file')
      await page.getByRole('link', { name: 'A campaign of the past, by hand' }).click()
      await page.locator('[name=name]').fill('Old fair')
      await page.getByLabel('Kind').fill('exhibition')
      await page.getByLabel('First day').fill('2025-03-02')
      await page.getByLabel('Last day').fill('2025-03-01')
      await page.getByRole('button', { name: 'Add a target group' }).click()
      await page.getByLabel(/^Name/).nth(1).fill('Buyers')
      await page.getByLabel('How far it had come').selectOption({ label: 'Held' })
      await page.getByLabel('System or file').fill('crm export')
      await page.reload()
      expect(await page.getByLabel('System or file').inputValue()).toBe('crm export')
      await page.getByRole('button', { name: 'Take it over' }).click()
      await page.getByText('is before the first day').waitFor()
      await page.getByLabel('Last day').fill('2025-03-04')
      await page.getByRole('button', { name: 'Take it over' }).click()
      await page.waitForURL('**/campaigns/old-fair')
      await page.getByText('Taken over from crm export').waitFor()
      expect(await asked('old-fair')).toMatchObject({ phase: 'held', takenOverFrom: 'crm export' })
      await go(page, at('/campaigns/new/past'), 'Take it over')
      expect(await page.locator('[name=name]').inputValue()).toBe('')
    },
    PATIENCE_MS,
  )

  it(
    'takes over what its people did, when they did it',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('/campaigns/old-fair/people?person=ann'), 'Not in this campaign')
      await offered(page, 'Take over what happened').click()
      const asking = page.getByRole('dialog', { name: 'Take over what happened: ann' })
      await asking.getByLabel('What happened').selectOption({ label: 'Accepted' })
      await asking.getByLabel('Target group').selectOption({ label: 'Buyers' })
      await asking.getByLabel('When it happened').fill('2025-02-20T09:30')
      await asking.getByRole('button', { name: 'Take over what happened' }).click()
      await asking.getByText('is missing').waitFor()
      await asking.getByLabel('System or file').fill('crm export')
      await asking.getByRole('button', { name: 'Take over what happened' }).click()
      await page
        .locator('dl')
        .getByText(/^Accepted, 20 Feb 2025, 09:30/)
        .waitFor()
      const told = { 'When it happened': '2025-02-21T10:00', 'System or file': 'crm export' }
      await given(page, 'Take over a registration', { ...told, 'How many seats': '2' })
      await given(page, 'Take over that they came', { ...told, 'When it happened': '2025-03-02T12:00' })
      await page
        .locator('dl')
        .getByText(/^2 Mar 2025, 12:00/)
        .waitFor()
      expect(await asked('old-fair/participants/ann')).toMatchObject({
        answer: 'accepted',
        at: {
          accepted: '2025-02-20T08:30:00.000Z',
          registered: '2025-02-21T09:00:00.000Z',
          attended: '2025-03-02T11:00:00.000Z',
        },
      })
      expect(complaints.filter((one) => !one.includes('404'))).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'is offered to nobody else, and of no campaign that is planned here',
    async () => {
      const own = await openTab(browser())
      await signIn(own.page, the.service.url, await the.service.token('pat', 'planner'))
      await go(own.page, at('/campaigns/new/past'), 'Not for your roles')
      await go(own.page, at('/campaigns/old-fair/people?person=ann'), 'ann in this campaign')
      await offered(own.page, 'Qualify').waitFor()
      expect(await offered(own.page, 'Take over what happened').count()).toBe(0)
      await own.close()
    },
    PATIENCE_MS,
  )

  looksWell('looks', browser, async ({ page, seen }) => {
    await signIn(page, the.service.url, the.service.admin)
    await go(page, at('/campaigns/new/past'), 'Take it over')
    await page.getByRole('button', { name: 'Add a target group' }).click()
    await seen('past-campaign')
    await go(page, at('/campaigns/old-fair/people?person=ann'), 'ann in this campaign')
    await offered(page, 'Take over what happened').click()
    await page.getByRole('dialog', { name: /^Take over what/ }).waitFor()
    await seen('person-taken-over')
  })
})
