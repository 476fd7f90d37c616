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
    'keeps the focus in figures and searches that count at Enter',
    async () => {
      const { page } = the.tab
      const entered = async (label: string, value: string, name: string, there: RegExp) => {
        const field = page.getByLabel(label, { exact: true })
        await field.fill(value)
        await field.press('Enter')
        await asked(name, there)
        await focused(field)
      }
      await open('/value?currency=EUR', 'Value pyramid')
      await entered('A ends at', '30', 'cuts', /^rank:0.3,/)
      await open('/churn?from=2025-06&to=2026-06', 'Churn rate by tier and month')
      await entered('Churned after days without a purchase', '60', 'days', /^60$/)
      await entered('Days left, at most', '20', 'within', /^20$/)
      await open('/campaigns/spring-seminar/people', 'c-1003')
      await entered('Find by id', 'c-1003', 'customer', /^c-1003$/)
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
      await page.getByText(`As it was known on ${said} (Europe/Vienna).`).waitFor()
      await focused(slider('Moment that is shown'))
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'goes on from where a dialog or a drawer was opened, and closes the uppermost one only',
    async () => {
      const { page } = the.tab
      const dialogs = page.getByRole('dialog')
      const thereAndBack = async (
        opener: Locator,
        leave: () => Promise<unknown> = () => page.keyboard.press('Escape'),
      ) => {
        const tab = opener.page()
        await opener.press('Enter')
        await tab.getByRole('dialog').waitFor()
        await leave()
        await tab.getByRole('dialog').waitFor({ state: 'detached' })
        await focused(opener)
      }
      const cancel = () => dialogs.getByRole('button', { name: 'Cancel', exact: true }).press('Enter')
      await open('/campaigns/web-promo', 'What happened')
      await thereAndBack(page.getByRole('button', { name: 'Invite', exact: true }))
      await open('/campaigns/spring-seminar', 'What happened')
      await thereAndBack(page.getByRole('button', { name: 'Record a cost' }).first(), cancel)
      const more = page.getByRole('button', { name: 'More', exact: true })
      await more.press('Enter')
      await page.getByRole('menuitem').last().press('Enter')
      await dialogs.waitFor()
      await page.keyboard.press('Escape')
      await focused(more)

      await open('/campaigns/spring-seminar/people', 'c-1003')
      const person = page.getByRole('link', { name: /c-1003/ })
      await thereAndBack(person)
      await person.press('Enter')
      const command = dialogs.getByRole('group', { name: 'What can be done' }).getByRole('button').first()
      await command.press('Enter')
      await dialogs.nth(1).waitFor()
      await page.keyboard.press('Escape')
      await dialogs.nth(1).waitFor({ state: 'detached' })
      await focused(command)

      await open('/value?pyramid-as=table', 'Value pyramid')
      await thereAndBack(page.getByRole('button', { name: /^Customers of tier A/ }))
      expect(the.tab.complaints).toEqual([])

      const own = await openTab(browser())
      await signIn(own.page, the.service.url, alex)
      await open('/policies', 'Tier cuts', own.page)
      await thereAndBack(own.page.getByRole('button', { name: 'Change: Tier cuts' }), () =>
        own.page.keyboard.press('Escape'),
      )
      await own.close()
    },
    PATIENCE_MS,
  )

  it(
    'asks before what was typed into a dialog is thrown away',
    async () => {
      const { page } = the.tab
      await open('/campaigns/web-promo', 'What happened')
      const invite = page.getByRole('button', { name: 'Invite', exact: true }).first()
      await invite.click()
      const form = page.getByRole('dialog').first()
      const leaving = page.getByRole('dialog', { name: 'Leave without giving it?' })
      const list = form.getByRole('textbox', { name: 'Customers' })
      await list.fill('anna, ben')
      await page.keyboard.press('Escape')
      await leaving.waitFor()
      await page.keyboard.press('Escape')
      await leaving.waitFor({ state: 'detached' })
      await focused(list)
      await page.mouse.click(8, 450)
      await leaving.getByRole('button', { name: 'Keep writing' }).click()
      await leaving.waitFor({ state: 'detached' })
      expect(await list.inputValue()).toBe('anna, ben')
      await page.keyboard.press('Escape')
      await leaving.getByRole('button', { name: 'Throw it away' }).click()
      await form.waitFor({ state: 'detached' })
      await focused(invite)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'takes at the door what a scanner types, wherever the focus was left',
    async () => {
      const { page } = the.tab
      const field = page.getByLabel('Scan or type an id')
      const scanned = async (customer: string) => {
        await page.keyboard.type(customer)
        await page.keyboard.press('Enter')
        await page.getByText(`${customer} is here`).waitFor()
      }
      await open('/campaigns/spring-seminar/desk', 'seats are taken')
      await page.getByText('Ready: a scanner types').waitFor()
      expect(await field.evaluate((one) => one.matches(':focus'))).toBe(false)
      await scanned('c-1084')
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('Undone: c-1084 is not here').waitFor()
      await scanned('c-1086')
      const customer = page.getByLabel('Customer', { exact: true })
      await customer.fill('c-1199')
      await page.getByText('Not ready: what is typed').waitFor()
      await page.getByRole('button', { name: 'Register', exact: true }).click()
      await page.getByRole('button', { name: 'Register', exact: true, disabled: true }).waitFor()
      await scanned('c-1088')
      await page.getByRole('tab', { name: 'Overview' }).click()
      await page.getByRole('tab', { name: 'Desk' }).click()
      await field.waitFor()
      await scanned('c-1090')

      await page.getByRole('button', { name: 'Change the seats' }).click()
      const seats = page.getByRole('dialog').getByLabel('Seats')
      await seats.fill('')
      await seats.focus()
      await page.keyboard.type('70')
      expect([await seats.inputValue(), await field.inputValue()]).toEqual(['70', ''])
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )
})
