import { AxeBuilder } from '@axe-core/playwright'
import { expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { looks, openTab, picture } from './browser.js'
import type { Look } from './browser.js'
import { PATIENCE_MS } from './visit.js'

/** A tab in one of the schemes. */
export interface Looking {
  readonly page: Page
  readonly scheme: Look['scheme']
  /** Keeps pictures of what the tab shows now, wide and narrow, and notes what is wrong with it. */
  seen(name: string): Promise<void>
}

/**
 * A test for each scheme: opens a tab in it, has the screens shown, and expects that nothing is wrong with any of them,
 * wide or narrow, and that the tab did not complain. @param tolerated complaints that belong to what is shown, such as a
 * 404 that is asked for
 */
export function looksWell(
  what: string,
  browser: () => Browser,
  show: (looking: Looking) => Promise<void>,
  tolerated?: RegExp,
): void {
  it.each(['light', 'dark'] as const)(
    `${what} well, %s, wide and narrow`,
    async (scheme) => {
      const several = looks.filter((look) => look.scheme === scheme)
      const { page, complaints, close } = await openTab(browser(), several[0])
      const found: string[] = []
      const seen = async (name: string) => {
        found.push(...(await lookedAtIn(page, name, ...several)))
        await settledIn(page, several[0]!)
      }
      await show({ page, scheme, seen })
      found.push(...complaints.filter((one) => !tolerated?.test(one)))
      await close()
      expect(found).toEqual([])
    },
    3 * PATIENCE_MS,
  )
}

/** Until nothing has moved or changed its drawing for some frames, and every drawing has the size of its place. */
const SETTLED = `(async () => {
  const box = (one) => one.getBoundingClientRect()
  const all = () => [...document.body.querySelectorAll('*')].map((one) => JSON.stringify(box(one)))
  const drawings = () => [...document.querySelectorAll('.canvas canvas')]
  const seen = () => [...all(), ...drawings().map((one) => one.toDataURL())].join()
  const fits = (one) => Math.abs(box(one).width - box(one.closest('.canvas')).width) < 1
  for (let [still, before] = [0, '']; still < 5; ) {
    await new Promise(requestAnimationFrame)
    const now = seen()
    still = now === before && drawings().every(fits) ? still + 1 : 0
    before = now
  }
})()`

/** Gives the window another width, and waits until the screen has found its place in it. */
export async function settledIn(page: Page, { width }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.evaluate(SETTLED)
}

/** The same in several looks, one after the other, each once the screen has found its place in it. */
export async function lookedAtIn(page: Page, name: string, ...several: readonly Look[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const look of several) {
    await settledIn(page, look)
    found.push(...(await lookedAt(page, name, look)))
  }
  return found
}

/**
 * Keeps a picture of a screen, and says what is wrong with it: for axe, and where it is wider than the window. The dark
 * scheme changes colours alone, so that only contrast is asked about there. No page holds frames: axe's legacy mode looks
 * into none of other origins, and takes half the time.
 */
export async function lookedAt(page: Page, name: string, look: Look): Promise<readonly string[]> {
  await picture(page, name, look)
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (look.scheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
  const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
  const at = `${name} ${look.scheme} ${look.width}`
  return [...found, ...(wide ? ['wider than the screen'] : [])].map((what) => `${at}: ${what}`)
}
