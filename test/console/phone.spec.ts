import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import { fillWith } from './demo.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

/** How long the network is away. */
const AWAY_MS = 60_000

inBrowser((browser) => {
  let token: string
  const the = seat(browser, async (service) => (token = (await fillWith(service)).pat))
  const status = async (customer: string) => {
    const { body } = await as(the.service, token).get(`/v1/campaigns/spring-seminar/participants?customer=${customer}`)
    return body.items[0]?.registration?.status
  }

  it(
    'checks in at the door with a thumb while the network is away for a minute, and sends all of it after',
    async () => {
      const { page, complaints, close } = await openTab(browser(), { scheme: 'light', width: 360 }, { hasTouch: true })
      await signIn(page, the.service.url, token)
      await go(page, `${the.service.url}/campaigns/spring-seminar/desk`, 'seats are taken')
      const scan = async (customer: string) => {
        await page.getByLabel('Scan or type an id').fill(customer)
        await page.getByRole('button', { name: 'Check in' }).tap()
      }
      await page.context().setOffline(true)
      const guests = ['c-1084', 'c-1086', 'c-1088']
      for (const guest of guests) await scan(guest)
      for (const guest of guests) await page.getByText(`${guest}: waits for the network`).waitFor()
      await page.waitForTimeout(AWAY_MS)
      for (const guest of guests) expect(await page.getByText(`${guest}: waits for the network`).count()).toBe(1)
      expect(await Promise.all(guests.map(status))).toEqual(guests.map(() => 'registered'))
      await page.context().setOffline(false)
      for (const guest of guests) await page.getByText(`${guest} is here`).waitFor()
      expect(await Promise.all(guests.map(status))).toEqual(guests.map(() => 'attended'))
      expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|failed/.test(one))).toEqual([])
      await close()
    },
    PATIENCE_MS + AWAY_MS,
  )

  it(
    'has the tab that is open in sight',
    async () => {
      const { page, close } = await openTab(browser(), { scheme: 'light', width: 360 }, { hasTouch: true })
      await signIn(page, the.service.url, token)
      await go(page, `${the.service.url}/campaigns/spring-seminar/history`, 'Every event of this campaign')
      const { x, width } = (await page.getByRole('tab', { name: 'History' }).boundingBox())!
      expect(x + width).toBeLessThanOrEqual(360)
      await close()
    },
    PATIENCE_MS,
  )
})
