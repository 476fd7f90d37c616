import { expect, it } from '@jest/globals'
import { inBrowser, openTab } from './browser.js'
import { fillWith } from './demo.js'
import { lookedAt } from './looked-at.js'
import { seat } from './seat.js'
import { chartsDrawn, go, PATIENCE_MS, signIn } from './visit.js'

const screens: readonly (readonly [name: string, path: string, there: string])[] = [
  ['board', '/campaigns', 'Spring seminar'],
  ['campaign', '/campaigns/spring-seminar', 'of €5,700.00 spent'],
  ['value', '/value', 'Tier A is'],
  ['churn', '/churn', 'The highest rate'],
  ['operations', '/operations', 'Up to date'],
]

/** How much of the window the widest row of cards takes, and the longest line of text in pixels. */
const USED = `(() => {
  const cards = [...document.querySelectorAll('main .card')].map((one) => one.getBoundingClientRect())
  const used = (Math.max(...cards.map(({ right }) => right)) - Math.min(...cards.map(({ left }) => left))) / innerWidth
  const beside = cards.some((a) => cards.some((b) => a !== b && b.left >= a.right && b.top < a.bottom && a.top < b.bottom))
  const lines = Math.max(0, ...[...document.querySelectorAll('main p')].map((one) => one.getBoundingClientRect().width))
  return { used, beside, lines }
})()`

inBrowser((browser) => {
  let token: string
  const the = seat(browser, async (service) => (token = (await fillWith(service)).pat))

  it(
    'uses the width of a large screen, with lines that can still be read',
    async () => {
      const found: string[] = []
      const look = { scheme: 'light', width: 3840 } as const
      const { page, close } = await openTab(browser(), look)
      await signIn(page, the.service.url, token)
      for (const [name, path, there] of screens) {
        await go(page, `${the.service.url}${path}`, there)
        await chartsDrawn(page, name)
        found.push(...(await lookedAt(page, name, look)))
        const { used, beside, lines } = await page.evaluate<{ used: number; beside: boolean; lines: number }>(USED)
        if (used < 0.85) found.push(`${name}: only ${used} of the width is used`)
        if (!beside && name !== 'operations') found.push(`${name}: nothing stands beside anything`)
        if (lines > 1_000) found.push(`${name}: a line of ${lines} pixels`)
      }
      await close()
      expect(found).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'marks on which side of a narrow table more lies',
    async () => {
      const { page, close } = await openTab(browser(), { scheme: 'light', width: 360 })
      await signIn(page, the.service.url, token)
      await go(page, `${the.service.url}/campaigns?view=table`, 'Spring seminar')
      const table = page.getByRole('group', { name: 'Campaigns' })
      const sides = () =>
        table.evaluate((one) => one.getAttributeNames().filter((name: string) => name.startsWith('data-more')))
      expect(await sides()).toEqual(['data-more-after'])
      await table.focus()
      await page.keyboard.press('ArrowRight')
      await page.locator('[data-more-before][data-more-after]').waitFor()
      await table.evaluate((one) => one.scrollTo({ left: 10_000 }))
      await page.locator('[data-more-before]:not([data-more-after])').waitFor()
      await close()
    },
    PATIENCE_MS,
  )
})
