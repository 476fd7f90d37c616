import { expect, it } from '@jest/globals'
import type { Locator } from 'playwright-core'
import { inBrowser, openTab } from './browser.js'
import { fillWith } from './demo.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

/** As a field of the browser has a moment, where its reader is. */
const localOf = (moment: Date) => moment.toLocaleString('sv-SE', { timeZone: 'Europe/Vienna' }).replace(' ', 'T')

inBrowser((browser) => {
  let alex: string
  const the = seat(browser, async (service) => {
    const people = await fillWith(service)
    alex = people.alex
    return people.pat
  })

  const open = (path: string, there: string, page = the.tab.page) => go(page, `${the.service.url}${path}`, there)
  const focused = (target: Locator) => target.and(target.page().locator(':focus')).waitFor()
  const asked = (name: string, value: RegExp) =>
    the.tab.page.waitForURL((url) => value.test(url.searchParams.get(name) ?? ''))

  it(
    'takes dates that are typed digit by digit, and keeps the focus where they are typed',
    async () => {
      const { page } = the.tab
      const typed = async (label: string, keys: string, name: string, value: RegExp) => {
        const field = page.getByLabel(label, { exact: true })
        await field.focus()
        await page.keyboard.type(keys)
        await asked(name, value)
        await focused(field)
      }
      await open('/value?currency=EUR', 'Value pyramid')
      await typed('As of', '06061998', 'asOf', /^1998-06-06$/)
      await page.getByLabel('As of').blur()
      await page.getByLabel('As of').focus()
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      // Day or month, whichever the browser has first.
      await asked('asOf', /^1998-0(8-06|6-08)$/)
      await focused(page.getByLabel('As of'))

      await open('/churn', 'Churn rate by tier and month')
      await typed('From', '062025', 'from', /^2025-06$/)

      await open('/audit/timeline', 'Recorded from')
      const from = page.getByLabel('Recorded from')
      await from.fill('2026-06-06T10:00')
      await from.press('Enter')
      await asked('recordedFrom', /^2026-06-06/)
      await focused(from)

      const now = new Date().toISOString()
      await open(`/campaigns?knownAt=${now}`, 'Nothing can be changed here.')
      const moment = page.getByLabel('Moment', { exact: true })
      await moment.fill(localOf(new Date(Date.now() - 2_000)))
      await moment.press('Enter')
      await page.waitForURL((url) => url.searchParams.get('knownAt') !== now)
      await focused(moment)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'moves both sliders step by step with the keyboard, and says in words where they are',
    async () => {
      const { page } = the.tab
      const slider = (name: string) => page.getByRole('slider', { name })
      const backward = async (name: string) => {
        await slider(name).focus()
        for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft')
      }
      await open('/value?asOf=2026-06-10', 'Value pyramid')
      await backward('Day of the pyramid')
      expect(await slider('Day of the pyramid').getAttribute('aria-valuetext')).toBe('7 Jun 2026')
      await asked('asOf', /^2026-06-07$/)
      await page.keyboard.press('ArrowRight')
      await asked('asOf', /^2026-06-08$/)
      await focused(slider('Day of the pyramid'))

      const now = new Date().toISOString()
      await open(`/value?knownAt=${now}`, 'Nothing can be changed here.')
      await slider('Moment that is shown').focus()
      await page.keyboard.press('End')
      await backward('Moment that is shown')
      const said = await slider('Moment that is shown').getAttribute('aria-valuetext')
      expect(said).toContain(new Date().getFullYear().toString())
      await page.waitForURL((url) => url.searchParams.get('knownAt') !== now)
      await page.getByText(`As it was known on ${said}.`).waitFor()
      await focused(slider('Moment that is shown'))
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )
})
