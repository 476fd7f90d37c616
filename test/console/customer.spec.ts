import { expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { as } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import { given, offered } from './given.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let token: string
  let operator: string
  const at = (customer: string) => `${the.service.url}/customers/${customer}`
  const known = async (customer: string) => (await as(the.service, token).get(`/v1/customers/${customer}`)).body

  const the = seat(browser, async (service) => {
    operator = await service.token('olga', 'operator')
    return (token = await service.token('pat', 'planner'))
  })
  const buttons = (page: Page) => page.getByRole('group', { name: 'What can be done' }).getByRole('button')

  it(
    'records what somebody bought and signed, of whom nothing was known, and takes it back',
    async () => {
      const { page } = the.tab
      await go(page, at('zoe'), 'Nothing is known of this person yet')
      await given(page, 'Record a purchase', {
        Receipt: 'r-1',
        Day: '2027-03-01',
        Revenue: '120.5',
        Currency: 'EUR',
      })
      await page.getByText('€120.50', { exact: true }).waitFor()
      await given(page, 'Record a contract', { 'Id of the contract': 'c-1', Day: '2027-03-02' })
      await given(page, 'Describe', { 'Name of the attribute': 'city', Value: 'Vienna' })
      await page.getByText('Vienna').first().waitFor()
      await page.getByRole('button', { name: 'End: c-1' }).click()
      const ending = page.getByRole('dialog', { name: 'End: c-1' })
      await ending.getByLabel('Day').fill('2027-03-01')
      await ending.getByRole('button', { name: 'End', exact: true }).click()
      await ending.getByText('It cannot end before it was signed.').waitFor()
      await ending.getByLabel('Day').fill('2027-06-30')
      await ending.getByRole('button', { name: 'End', exact: true }).click()
      await page.getByText('30 Jun 2027').first().waitFor()
      await given(page, 'Take back a purchase', { Receipt: 'r-1', Reason: 'Sent back' })
      await page.getByText('€0.00').waitFor()
      expect(await known('zoe')).toMatchObject({
        purchases: 0,
        attributes: { city: 'Vienna' },
        contracts: [{ contract: 'c-1', signed: '2027-03-02', ended: '2027-06-30' }],
      })
    },
    PATIENCE_MS,
  )

  it(
    'refuses at the field',
    async () => {
      const { page } = the.tab
      await go(page, at('yan'), 'Nothing is known of this person yet')
      await page.getByRole('button', { name: 'Record a purchase' }).click()
      const asking = page.getByRole('dialog', { name: 'Record a purchase: yan' })
      await asking.getByLabel('Receipt').fill('no id')
      await asking.getByLabel('Day').fill('2027-03-01')
      await asking.getByLabel('Revenue').fill('1')
      await asking.getByLabel('Currency').fill('EUR')
      await asking.getByLabel('Campaign').fill('no id')
      await asking.getByRole('button', { name: 'Record a purchase' }).click()
      await asking.getByRole('textbox', { name: 'Receipt', description: /must/ }).waitFor()
      await asking.getByRole('textbox', { name: 'Campaign', description: /must/ }).waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'shows what somebody else has recorded meanwhile, before anything is recorded beside it',
    async () => {
      const { page } = the.tab
      const pat = as(the.service, token)
      const asking = page.getByRole('dialog', { name: 'Describe: wim' })
      const describe = asking.getByRole('button', { name: 'Describe', exact: true })
      const fill = async (value: string) => {
        await asking.getByLabel('Name of the attribute').fill('city')
        await asking.getByLabel('Value').fill(value)
      }
      await go(page, at('wim'), 'Nothing is known of this person yet')
      await offered(page, 'Describe').click()
      await fill('Linz')
      await pat.post('/v1/customers/wim/describe', { attributes: { city: 'Graz' } })
      await asking.getByText('Somebody was faster', { exact: true }).waitFor()
      expect(await asking.locator('del, ins').allInnerTexts()).toEqual(['–', 'Graz', '–', '0'])
      expect(await describe.isDisabled()).toBe(true)
      await asking.getByRole('button', { name: 'I have looked at it' }).click()
      await describe.click()
      await asking.waitFor({ state: 'detached' })
      expect(await known('wim')).toMatchObject({ attributes: { city: 'Linz' } })

      // Whoever is not told of it yet is refused, and shown both then.
      await page.getByText('Linz').first().waitFor()
      const { promise: told, resolve: tell } = Promise.withResolvers<void>()
      await page.route('**/v1/customers/wim?*', async (route) => {
        await told
        await route.continue()
      })
      await offered(page, 'Describe').click()
      await fill('Wels')
      await pat.post('/v1/customers/wim/describe', { attributes: { city: 'Enns' } })
      const refused = page.waitForResponse((response) => response.status() === 412)
      await describe.click()
      await refused
      expect(await known('wim')).toMatchObject({ attributes: { city: 'Enns' } })
      tell()
      await asking.getByText('Enns').waitFor()
      expect(await asking.locator('del, ins').allInnerTexts()).toEqual(['Linz', 'Enns'])
      await page.unrouteAll()
    },
    PATIENCE_MS,
  )

  it(
    'gives one command after the other without waiting for what they change to be shown',
    async () => {
      const { page, complaints } = the.tab
      await go(page, at('vic'), 'Nothing is known of this person yet')
      await page.route('**/v1/customers/vic?*', async (route) => {
        await new Promise((done) => setTimeout(done, 1_500))
        await route.continue()
      })
      for (const city of ['Steyr', 'Gmunden'])
        await given(page, 'Describe', { 'Name of the attribute': 'city', Value: city })
      await page.getByText('Gmunden').first().waitFor()
      await page.unrouteAll()
      expect((await known('vic')).attributes).toEqual({ city: 'Gmunden' })
      expect(complaints.filter((one) => !one.includes('404'))).toEqual([])
    },
    PATIENCE_MS,
  )

  looksWell('offers what somebody may do about a customer, and shows it', browser, async ({ page, scheme, seen }) => {
    await as(the.service, token).post('/v1/customers/xia/describe', { attributes: { city: 'Graz' } })
    await signIn(page, the.service.url, scheme === 'light' ? token : operator)
    await go(page, at('xia'), 'Graz')
    await buttons(page).first().waitFor()
    const labels = await buttons(page).allInnerTexts()
    expect(labels.includes('Erase this person')).toBe(scheme === 'dark')
    expect(labels.includes('Describe')).toBe(scheme === 'light')
    await buttons(page).first().click()
    await page.getByRole('dialog').waitFor()
    await seen('customer-command')
  })

  it(
    'erases a person, after whom there is nothing to do',
    async () => {
      await as(the.service, token).post('/v1/customers/xia/describe', { attributes: { city: 'Graz' } })
      const tab = await openTab(browser())
      const { page } = tab
      await signIn(page, the.service.url, operator)
      await go(page, at('xia'), 'Graz')
      await given(page, 'Erase this person', { Reason: 'Asked for it' })
      await page.getByText('The personal data were erased.').waitFor()
      expect(await buttons(page).count()).toBe(0)
      await tab.close()
    },
    PATIENCE_MS,
  )
})
