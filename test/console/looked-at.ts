import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { picture } from './browser.js'
import type { Look } from './browser.js'

/** Keeps a picture of a screen, and says what is wrong with it: for axe, and where it is wider than the window. */
export async function lookedAt(page: Page, name: string, look: Look): Promise<readonly string[]> {
  await picture(page, name, look)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
  const at = `${name} ${look.scheme} ${look.width}`
  return [...found, ...(wide ? ['wider than the screen'] : [])].map((what) => `${at}: ${what}`)
}
