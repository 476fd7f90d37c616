import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import type { Served } from './processes.js'

/** A browser of the machine: the one that CHROMIUM_PATH names, else the system's. */
const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** The console of a service, with somebody signed in who may do everything. */
export interface Console {
  /** A tab that has loaded nothing yet. */
  newTab(): Promise<Page>
  close(): Promise<void>
}

/** @throws where the machine has no Chromium */
export async function openConsole({ url, headers }: Served): Promise<Console> {
  if (!existsSync(path)) throw new Error(`there is no browser at ${path}: install chromium, or set CHROMIUM_PATH`)
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('Token').first().fill(headers['authorization']!.replace('Bearer ', ''))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/campaigns')
  const cookies = await context.cookies()
  await context.close()
  return {
    newTab: async () => {
      // A context of its own keeps no file of the sign-in, so that all is sent again.
      const own = await browser.newContext({ viewport: { width: 1_440, height: 900 } })
      await own.addCookies(cookies)
      return own.newPage()
    },
    close: () => browser.close(),
  }
}
