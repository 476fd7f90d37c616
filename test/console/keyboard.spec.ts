import { expect, it } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { inBrowser, openTab } from './browser.js'
import { seat } from './seat.js'
import { PATIENCE_MS, tabTo } from './visit.js'

/** Somebody without a mouse. */
function hands(page: Page) {
  const press = async (target: Locator, key = 'Enter') => {
    await tabTo(page, target)
    await page.keyboard.press(key)
  }
  const write = async (label: string | RegExp, text: string, within: Page | Locator = page) => {
    await tabTo(page, within.getByLabel(label).first())
    await page.keyboard.type(text)
  }
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  /** Opens a command, fills in what it asks for, and gives it. */
  const give = async (name: string, fill: (dialog: Locator) => Promise<void> = async () => undefined) => {
    await press(button(name))
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await fill(dialog)
    await press(dialog.getByRole('button', { name, exact: true }))
    await dialog.waitFor({ state: 'detached' })
  }
  const enter = async (url: string, token: string) => {
    await page.goto(`${url}/sign-in`)
    await write('Token', token)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/campaigns')
  }
  return { press, write, button, give, enter }
}

inBrowser((browser) => {
  let alex: string
  const the = seat(browser, async (service) => {
    alex = await service.token('alex', 'approver')
    return service.token('pat', 'planner')
  })

  it(
    'takes a campaign through its whole life without a mouse',
    async () => {
      const { page } = the.tab
      const { press, write, button, give } = hands(page)
      const phase = (name: string) => page.getByText(name, { exact: true }).first().waitFor()
      await press(page.getByRole('link', { name: 'New campaign' }))
      await page.waitForURL('**/campaigns/new/draft')
      await write(/^Name/, 'Night market')
      await write('Kind', 'exhibition')
      await write('First day', '02022027')
      await write('Last day', '03032027')
      await press(button('Add a target group'))
      await tabTo(page, page.getByLabel(/^Name/).nth(1))
      await page.keyboard.type('Everybody')
      await press(button('Add a budget line'))
      await tabTo(page, page.getByLabel(/^Name/).nth(2))
      await page.keyboard.type('Room')
      await write('Amount', '1500')
      await press(button('Save the draft'))
      await page.waitForURL('**/campaigns/night-market')
      await give('Submit')
      await phase('Submitted')

      const other = await openTab(browser())
      const approver = hands(other.page)
      await approver.enter(the.service.url, alex)
      await approver.press(other.page.getByRole('link', { name: /Night market/ }))
      await other.page.getByText('This plan waits').waitFor()
      await approver.give('Approve', () => approver.write('Comment', 'Go.', other.page.getByRole('dialog')))
      await other.close()
      await phase('Approved')

      await give('Invite', async (dialog) => {
        await write('Name of the wave', 'first', dialog)
        await press(dialog.getByLabel('Target group'), 'ArrowDown')
        await write('Customers', 'anna, ben', dialog)
      })
      await phase('Running')
      await give('Open registration', (dialog) => write('Seats', '5', dialog))
      await give('Start')
      await phase('Underway')

      await tabTo(page, page.getByRole('tab', { name: 'Overview' }))
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
      await page.waitForURL('**/desk')
      await write('Customer', 'anna')
      await page.keyboard.press('Enter')
      await page.getByText('1 of 5 seats are taken.').first().waitFor()
      await write('Scan or type an id', 'anna')
      await page.keyboard.press('Enter')
      await page.getByText('anna is here').waitFor()

      await give('Record a cost', async (dialog) => {
        await write('Document', 'invoice-1', dialog)
        await press(dialog.getByLabel('Budget line'), 'ArrowDown')
        await write('Amount', '1200', dialog)
        await write('Day', '11112026', dialog)
      })
      await give('Finish')
      await phase('Held')
      await give('Evaluate', async (dialog) => {
        await write('Conclusion', 'Worth it.', dialog)
        await press(dialog.getByLabel('The goals were met'), 'Space')
      })
      await phase('Evaluated')
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS * 2,
  )
})
