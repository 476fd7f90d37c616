import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser } from './browser.js'
import { planOf } from './demo.js'
import { lineTo } from './line.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let token: string
  const the = seat(browser, async (service) => {
    token = await service.token('pat', 'planner')
    await as(service, token).post('/v1/campaigns/fair/draft', { plan: planOf('Fair', 'exhibition', 3, 2) })
    return token
  })

  it(
    'says that the connection is lost and, when it is back, catches up and says so',
    async () => {
      const { page } = the.tab
      const line = await lineTo(Number(new URL(the.service.url).port))
      await signIn(page, line.url, token)
      await go(page, `${line.url}/campaigns/fair`, 'Draft')
      const banner = page.getByRole('banner')
      await banner.getByText('Live', { exact: true }).waitFor()
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
})
