import type { Page } from 'playwright-core'

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
