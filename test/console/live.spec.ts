import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { as } from '../journeys/service.js'
import { inBrowser } from './browser.js'
import { planOf } from './demo.js'
import { lineTo } from './line.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

const FEED = '**/v1/events'

inBrowser((browser) => {
  let token: string
  const the = seat(browser, async (service) => {
    token = await service.token('pat', 'planner')
    await as(service, token).post('/v1/campaigns/fair/draft', { plan: planOf('Fair', 'exhibition', 3, 2) })
    return token
  })

  /** Somebody who looks at the campaign over a line that can be cut. */
  async function followedOver(page: Page) {
    const line = await lineTo(Number(new URL(the.service.url).port))
    await signIn(page, line.url, token)
    await go(page, `${line.url}/campaigns/fair`, 'What happened')
    const banner = page.getByRole('banner')
    await banner.getByText('Live', { exact: true }).waitFor()
    return { line, banner }
  }

  it(
    'says that the connection is lost and, when it is back, catches up and says so',
    async () => {
      const { page } = the.tab
      const { line, banner } = await followedOver(page)
      await line.cut()
      await banner.getByText('Offline', { exact: true }).waitFor()
      await as(the.service, token).post('/v1/campaigns/fair/submit')
      expect(await page.getByText('This plan waits for a decision').count()).toBe(0)
      await line.mend()
      await banner.getByText('Live again', { exact: true }).waitFor()
      await page.getByText('This plan waits for a decision').waitFor()
      await banner.getByText('Live', { exact: true }).waitFor()
      await line.cut()
    },
    PATIENCE_MS,
  )

  it(
    'comes back where something before the service refused the feed for good, and catches up',
    async () => {
      const { page } = the.tab
      const alex = as(the.service, await the.service.token('alex', 'approver'))
      const { line, banner } = await followedOver(page)
      let refused = 0
      await page.route(FEED, (route) => {
        refused += 1
        return route.fulfill({ status: 502, body: 'Bad Gateway' })
      })
      await line.cut()
      await line.mend()
      while (refused < 3) await sleep(100)
      await banner.getByText('Offline', { exact: true }).waitFor()
      await alex.post('/v1/campaigns/fair/approve')
      expect(await page.getByText('This plan waits for a decision').count()).toBe(1)
      await page.unrouteAll()
      await banner.getByText('Live again', { exact: true }).waitFor()
      await page.getByText('This plan waits for a decision').waitFor({ state: 'detached' })
      expect(page.url()).toBe(`${line.url}/campaigns/fair`)
      await line.cut()
    },
    PATIENCE_MS,
  )

  it(
    'says in words that a screen has not arrived while the connection is lost, and brings it when that is back',
    async () => {
      const { page } = the.tab
      const { line, banner } = await followedOver(page)
      await line.cut()
      await banner.getByText('Offline', { exact: true }).waitFor()
      await page.getByRole('link', { name: 'Audit', exact: true }).click()
      await page.getByText('This screen has not arrived yet').waitFor()
      expect(await page.getByText('dynamically imported').count()).toBe(0)
      // What has arrived before can be looked at meanwhile.
      await page.getByRole('link', { name: 'Campaigns', exact: true }).click()
      await page.getByText('This screen has not arrived yet').waitFor({ state: 'detached' })
      await page.getByRole('link', { name: 'Audit', exact: true }).click()
      await page.getByText('This screen has not arrived yet').waitFor()
      await line.mend()
      await page.getByRole('heading', { level: 1, name: 'Audit', exact: true }).waitFor()
      await line.cut()
    },
    PATIENCE_MS,
  )

  it(
    'leads to the door, and from there back, where the feed is refused because the session is over',
    async () => {
      const { page } = the.tab
      const { line } = await followedOver(page)
      await page.context().clearCookies()
      await line.cut()
      await line.mend()
      await page.waitForURL(`${line.url}/sign-in?to=%2Fcampaigns%2Ffair`)
      await page.getByLabel('Token').first().fill(token)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${line.url}/campaigns/fair`)
      await page.getByRole('banner').getByText('Live', { exact: true }).waitFor()
      await line.cut()
    },
    PATIENCE_MS,
  )
})
