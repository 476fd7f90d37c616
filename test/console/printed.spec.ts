import { expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { comesTrue } from '../faults/waiting.js'
import { inBrowser, openTab, picture } from './browser.js'
import type { Look } from './browser.js'
import { fillWith } from './demo.js'
import { seat } from './seat.js'
import { chartsDrawn, go, PATIENCE_MS, signIn } from './visit.js'

/** A4 between its margins, in pixels. */
const PAPER = 688

const screens: readonly (readonly [name: string, path: string, there: string])[] = [
  ['board', '/campaigns', 'Spring seminar'],
  ['board-table', '/campaigns?view=table', 'Spring seminar'],
  ['campaign', '/campaigns/spring-seminar', 'of €5,700.00 spent'],
  ['funnel', '/campaigns/spring-seminar/funnel', 'came as far as'],
  ['funnel-table', '/campaigns/spring-seminar/funnel?funnel-as=table', 'From before'],
  ['people', '/campaigns/spring-seminar/people', 'c-1000'],
  ['desk', '/campaigns/spring-seminar/desk', 'seats are taken'],
  ['history', '/campaigns/spring-seminar/history', 'Cost recorded'],
  ['draft', '/campaigns/autumn-letter/plan', 'Save the draft'],
  ['value', '/value', 'Tier A is'],
  ['churn', '/churn', 'The highest rate'],
  ['customer', '/customers/c-1003', 'Purchases'],
  ['audit', '/audit/timeline?subject=campaign/spring-seminar', 'Cost recorded'],
  ['proof', '/audit/proof', 'How far the log is signed'],
  ['operations', '/operations', 'Up to date'],
]

/** What does not belong on paper, or does not fit there. */
const WRONG = `(() => {
  const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0
  const wrong = []
  const pressed = 'header, nav, [role=tablist], [role=slider]'
  for (const one of document.querySelectorAll(pressed)) if (seen(one)) wrong.push('a control: ' + one.className)
  for (const one of document.querySelectorAll('.mantine-Button-root:not([data-variant=subtle])'))
    if (seen(one)) wrong.push('a button: ' + one.textContent)
  for (const one of document.querySelectorAll('main *'))
    if (seen(one) && one.getBoundingClientRect().right > innerWidth + 1) wrong.push('cut: ' + one.outerHTML.slice(0, 90))
  for (const one of document.querySelectorAll('body, main, .card')) {
    const [r, g, b] = getComputedStyle(one).backgroundColor.match(/\\d+/g).map(Number)
    if (r + g + b < 700) wrong.push('dark: ' + one.className)
  }
  for (const one of document.querySelectorAll('.canvas')) {
    const layers = [...one.querySelectorAll('canvas')].map((layer) => JSON.stringify(layer.getBoundingClientRect()))
    if (new Set(layers).size > 1) wrong.push('the layers of a chart lie apart')
  }
  const head = document.querySelector('.printed')?.innerText ?? ''
  for (const part of [location.href, 'As it ', 'Europe/Vienna', 'Printed by pat'])
    if (!head.includes(part)) wrong.push('its head does not say ' + part)
  return wrong
})()`

const chart = (page: Page) => page.evaluate<string>('document.querySelector("canvas").toDataURL()')

inBrowser((browser) => {
  let token: string
  const the = seat(browser, async (service) => (token = (await fillWith(service)).pat))
  const tabOf = async (look: Look) => {
    const tab = await openTab(browser(), look)
    await signIn(tab.page, the.service.url, token)
    return tab
  }

  it(
    'puts every screen on paper whole, in light colours and without what could only be pressed',
    async () => {
      const tab = await tabOf({ scheme: 'dark', width: PAPER })
      const found: string[] = []
      for (const [name, path, there] of screens) {
        await tab.page.emulateMedia({ media: 'screen' })
        await go(tab.page, `${the.service.url}${path}`, there)
        if (!path.includes('as=table')) await chartsDrawn(tab.page, name)
        await tab.page.emulateMedia({ media: 'print' })
        await tab.page.locator('.printed').waitFor()
        found.push(...(await tab.page.evaluate<string[]>(WRONG)).map((what) => `${name}: ${what}`))
        await picture(tab.page, `printed-${name}`, { scheme: 'light', width: PAPER })
      }
      expect(found).toEqual([])
      await tab.close()
    },
    PATIENCE_MS,
  )

  it(
    'prints a chart as it is in light colours, whatever the reader has chosen, and goes back to them',
    async () => {
      const charts: Record<string, string> = {}
      for (const scheme of ['light', 'dark'] as const) {
        const tab = await tabOf({ scheme, width: 1440 })
        await go(tab.page, `${the.service.url}/value`, 'Tier A is')
        await chartsDrawn(tab.page, 'value')
        charts[`${scheme} before`] = await chart(tab.page)
        await tab.page.emulateMedia({ media: 'print' })
        await tab.page.locator('.printed').waitFor()
        charts[`${scheme} printed`] = await chart(tab.page)
        await tab.page.emulateMedia({ media: 'screen' })
        await tab.page.locator('.printed').waitFor({ state: 'detached' })
        const isBack = async () => (await chart(tab.page)) === charts[`${scheme} before`]
        expect(await comesTrue(isBack)).toBe(true)
        await tab.close()
      }
      expect(charts['dark printed']).toBe(charts['light printed'])
      expect(charts['dark before']).not.toBe(charts['light before'])
    },
    PATIENCE_MS,
  )

  it(
    'says of the past which moment it is, and comes as sheets of A4',
    async () => {
      const { page } = the.tab
      const moment = new Date().toISOString()
      await go(page, `${the.service.url}/campaigns/spring-seminar?knownAt=${moment}`, 'of €5,700.00 spent')
      const pdf = await page.pdf({ preferCSSPageSize: true, path: 'coverage/pictures/printed-campaign.pdf' })
      expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/)
      await page.emulateMedia({ media: 'print' })
      await page.locator('.printed').getByText('As it was known on').waitFor()
      expect(await page.locator('.printed').innerText()).toContain(`knownAt=${moment}`)
    },
    PATIENCE_MS,
  )
})
