import type { Locator, Page } from 'playwright-core'

/** How long a journey may take before it counts as stuck. */
export const PATIENCE_MS = 120_000

/** Signs in with a token, and waits for the board. */
export async function signIn(page: Page, url: string, token: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('Token').first().fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/campaigns')
}

/** Opens an address, and waits for what stands there. */
export async function go(page: Page, address: string, there: string): Promise<void> {
  await page.goto(address)
  await page.getByText(there).first().waitFor()
}

/** Where focus is brought by the Tab key alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

/**
 * Presses buttons one after the other from within the page, each as soon as a text is there. A service that works hard in
 * the process of the test leaves a click from outside, which asks ten times where the button is, no time while it works.
 */
export async function pressedFromWithin(page: Page, ...steps: readonly (readonly [text: RegExp, button: string])[]) {
  await page.evaluate(`(async () => {
    for (const [text, button] of ${JSON.stringify(steps.map(([text, button]) => [text.source, button]))}) {
      const isThere = () => new RegExp(text).test(document.body.innerText)
      const found = () => [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === button)
      while (!isThere() || !found()) await new Promise(requestAnimationFrame)
      found().click()
    }
  })()`)
}

/** Gives a command that asks for nothing. */
export async function command(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Charts come with their own code, after their screen. */
export async function chartsDrawn(page: Page, name: string): Promise<void> {
  if (!/funnel|value|churn/.test(name)) return
  await page.locator('canvas').first().waitFor()
}
