import type { Page } from 'playwright-core'

/** The button of a command, among those that are offered where somebody or something is shown. */
export const offered = (page: Page, label: string) =>
  page.getByRole('group', { name: 'What can be done' }).getByRole('button', { name: label, exact: true })

/** Gives a command of those. @param fields by the beginning of their label */
export async function given(page: Page, label: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await offered(page, label).click()
  const asking = page.getByRole('dialog', { name: new RegExp(`^${label}: `) })
  for (const [name, value] of Object.entries(fields)) await asking.getByLabel(name).fill(value)
  await asking.getByRole('button', { name: label, exact: true }).click()
  await asking.waitFor({ state: 'detached' })
}
