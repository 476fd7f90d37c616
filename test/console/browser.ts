import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from '@jest/globals'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** Where the pictures of a run go; the repository does not keep them. */
const PICTURES = 'coverage/pictures'
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser of the machine: the one that CHROMIUM_PATH names, else the system's. */
const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** `describe`, in a browser; skipped where the machine has none. */
export function inBrowser(tests: (browser: () => Browser) => void): void {
  if (!existsSync(path)) {
    describe.skip('on Chromium (skipped: install chromium, or set CHROMIUM_PATH)', () =>
      tests(() => undefined as never))
    return
  }
  describe(`on Chromium (${path})`, () => {
    let browser: Browser
    beforeAll(async () => {
      await mkdir(PICTURES, { recursive: true })
      browser = await chromium.launch({ executablePath: path, args: QUIET })
    }, 60_000)
    afterAll(() => browser.close())
    tests(() => browser)
  })
}

export interface Look {
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

export const looks: readonly Look[] = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440 },
  { scheme: 'light', width: 360 },
  { scheme: 'dark', width: 360 },
]

/** A tab, and what it complained about: messages of errors, and requests that failed. */
export interface Tab {
  readonly page: Page
  readonly complaints: string[]
  close(): Promise<void>
}

export async function openTab(
  browser: Browser,
  { scheme, width }: Look = looks[0]!,
  device: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: width < 500 ? 780 : 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    reducedMotion: 'reduce',
    ...device,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('requestfailed', (request) => {
    // Requests that are given up because the page is left, such as the live feed.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()} failed`)
  })
  return { page, complaints, close: () => closed(context) }
}

const closed = (context: BrowserContext): Promise<void> => context.close()

/** Keeps a picture of the whole page. */
export const picture = (page: Page, name: string, { scheme, width }: Look) =>
  page.screenshot({ path: join(PICTURES, `${name}-${scheme}-${width}.png`), fullPage: true })
