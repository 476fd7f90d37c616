import { expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { as } from '../journeys/service.js'
import { inBrowser, looks } from './browser.js'
import { planOf } from './demo.js'
import { given, offered } from './given.js'
import { lookedAt, looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let token: string
  let analyst: string
  const at = (path: string) => `${the.service.url}/campaigns/fair${path}`
  const pat = () => as(the.service, token)
  const person = async (customer: string) => (await pat().get(`/v1/campaigns/fair/participants/${customer}`)).body

  const the = seat(browser, async (service) => {
    token = await service.token('pat', 'planner')
    analyst = await service.token('ana', 'analyst')
    const [own, alex] = [as(service, token), as(service, await service.token('alex', 'approver'))]
    const path = '/v1/campaigns/fair'
    await own.post(`${path}/draft`, { plan: planOf('Fair', 'exhibition', 3, -3) })
    await own.post(`${path}/submit`)
    await alex.post(`${path}/approve`)
    const wave = { wave: 'letter', group: 'buyers', customers: ['ann', 'bob', 'cyd', 'dee'] }
    await own.post(`${path}/invitations`, wave, { prefer: 'wait=30' })
    await own.post(`${path}/open-registration`, { capacity: 1 })
    await own.post(`${path}/start`)
    await own.post(`${path}/record-cost`, {
      cost: 'invoice-17',
      line: 'room',
      amount: 100_000,
      currency: 'EUR',
      day: '2027-03-01',
    })
    return token
  })

  const beside = (page: Page) => page.locator('dl')
  const closed = async (page: Page) => {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  it(
    'opens a person from the list, says what is known, and takes their answers',
    async () => {
      const { page } = the.tab
      await go(page, at('/people'), 'Participants')
      await page.getByRole('link', { name: 'Open ann' }).click()
      expect(new URL(page.url()).search).toBe('?person=ann')
      await beside(page).getByText('letter (e-mail)').waitFor()
      await given(page, 'Accepts')
      await beside(page)
        .getByText(/^Accepted, /)
        .waitFor()
      expect(await offered(page, 'Accepts').count()).toBe(0)
      await given(page, 'Declines')
      await beside(page)
        .getByText(/^Declined, /)
        .waitFor()
      await given(page, 'Qualify', { 'How likely a deal is': '70' })
      await given(page, 'Record feedback', { Satisfaction: '80' })
      await given(page, 'Open an opportunity', { 'Id that sales gave it': 'opp-17' })
      await page
        .getByText(/opened opportunity opp-17|opportunity opp-17/i)
        .first()
        .waitFor()
      expect(await person('ann')).toMatchObject({ answer: 'declined', at: { qualified: expect.any(String) } })
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'gives a freed seat to the next who waits, who takes it or is told that it is over',
    async () => {
      const { page } = the.tab
      await pat().post('/v1/campaigns/fair/desk/register', { customer: 'bob' })
      await go(page, at('/desk?person=cyd'), 'cyd in this campaign')
      await given(page, 'Register', { 'Priority on the waitlist': '5' })
      await beside(page).getByText('Number 1 on the waitlist.').waitFor()
      await closed(page)
      await pat().post('/v1/campaigns/fair/desk/register', { customer: 'dee' })
      const queue = page.getByRole('group', { name: 'Waitlist, in order' })
      await queue
        .getByRole('row', { name: /Open cyd 1 5 All seats are taken. Goes before others by priority 5./ })
        .waitFor()
      await queue.getByRole('row', { name: /Open dee 1 0 All seats are taken. Behind those of priority 5./ }).waitFor()

      expect(await lookedAt(page, 'desk-waitlist', looks[0]!)).toEqual([])

      await go(page, at('/desk?person=bob'), 'bob in this campaign')
      await offered(page, 'Cancel registration').click()
      await page.getByRole('button', { name: 'Keep the registration' }).click()
      await page.getByRole('button', { name: 'Keep the registration' }).waitFor({ state: 'detached' })
      expect((await person('bob')).registration.status).toBe('registered')
      await given(page, 'Cancel registration', { Reason: 'Ill' })
      // When they came on the list is not when they left it.
      await beside(page)
        .getByText(/^Cancelled · party of 1 · on the list since /)
        .waitFor()
      await closed(page)
      await queue.getByText('No seat is free; offers hold 1.').waitFor()
      const offers = page.getByRole('group', { name: 'Offered seats' })
      await offers
        .getByRole('row', { name: /Open cyd 1 .*A seat became free, and they were first in the queue./ })
        .waitFor()

      await go(page, at('/desk?person=cyd'), 'A freed seat is held until')
      await offered(page, 'Decline the offer').click()
      const asking = page.getByRole('dialog', { name: /^Decline the offer: / })
      await asking.waitFor()
      // Meanwhile somebody else takes it for them: that is shown before anything can be given, and then refused.
      await pat().post('/v1/campaigns/fair/desk/accept-offer', { customer: 'cyd' })
      await asking
        .getByRole('region', { name: 'Before' })
        .getByText(/^Offered · /)
        .waitFor()
      await asking
        .getByRole('region', { name: 'Now' })
        .getByText(/^Registered · /)
        .waitFor()
      expect(await asking.getByRole('button', { name: 'Decline the offer', exact: true }).isDisabled()).toBe(true)
      expect(await lookedAt(page, 'person-conflict', looks[0]!)).toEqual([])
      await asking.getByRole('button', { name: 'I have looked at it' }).click()
      await asking.getByRole('button', { name: 'Decline the offer', exact: true }).click()
      await asking.getByText('No seat is offered to this person any more.').waitFor()
      await asking.getByRole('button', { name: 'Cancel', exact: true }).click()
      await beside(page)
        .getByText(/^Registered · /)
        .waitFor()
      await given(page, 'Reject', { Reason: 'A competitor' })
      await beside(page)
        .getByText(/^Rejected · /)
        .waitFor()
      expect(await offered(page, 'Register').count()).toBe(0)

      await go(page, at('/desk?person=dee'), 'A freed seat is held until')
      await given(page, 'Take the offered seat')
      expect((await person('dee')).registration.status).toBe('registered')

      await given(page, 'Check in')
      await beside(page)
        .getByText(/^Attended · /)
        .waitFor()
      await given(page, 'Undo the check-in', { Reason: 'It was somebody else' })
      await beside(page)
        .getByText(/^Registered · /)
        .waitFor()
      expect((await person('dee')).at.attended).toBeUndefined()
    },
    PATIENCE_MS,
  )

  it(
    'says at the desk what came of a registration, and at the field why it was refused',
    async () => {
      const { page } = the.tab
      await go(page, at('/desk'), 'seats are taken')
      const card = page.getByRole('region', { name: 'Register', exact: true })
      const register = async (customer: string) => {
        await card.getByLabel('Customer').fill(customer)
        await card.getByRole('button', { name: 'Register' }).click()
      }
      await register('Zoë x')
      await card.getByText(/must be 1 to 64 letters a-z/).waitFor()
      expect(await card.getByLabel('Customer').getAttribute('aria-invalid')).toBe('true')
      const door = page.getByRole('region', { name: 'Check in', exact: true })
      await door.getByLabel('Scan or type an id').fill('Zoë x')
      await page.keyboard.press('Enter')
      await door.getByText(/must be 1 to 64 letters a-z/).waitFor()
      const said = (text: string) => card.getByRole('status').getByText(text, { exact: true }).waitFor()
      const waiting = (await pat().get('/v1/campaigns/fair/desk')).body.waiting
      await register('kim')
      await said(`kim: on the waitlist, place ${waiting + 1}`)
      expect(await card.getByText(/must be 1 to 64/).count()).toBe(0)
      await register('kim')
      await said(`kim was on the list already: on the waitlist, place ${waiting + 1}`)
      const { seats } = (await pat().get('/v1/campaigns/fair/desk')).body
      await pat().post('/v1/campaigns/fair/desk/cancel', { customer: 'kim' })
      await pat().post('/v1/campaigns/fair/desk/change-capacity', { capacity: seats.capacity + 1 })
      await register('lea')
      await said('lea: registered, seat taken')
      await pat().post('/v1/campaigns/fair/desk/cancel', { customer: 'lea' })
    },
    PATIENCE_MS,
  )

  it(
    'takes up somebody of whom nothing was known, and refuses at the field',
    async () => {
      const { page } = the.tab
      await go(page, at('/people?customer=eve'), 'Nobody here')
      await page.getByRole('link', { name: 'Open eve' }).click()
      await page.getByText('Not in this campaign').waitFor()
      await offered(page, 'Record feedback').click()
      const asking = page.getByRole('dialog', { name: /^Record feedback: / })
      await asking.getByRole('button', { name: 'Record feedback', exact: true }).click()
      await asking.getByText('is missing').waitFor()
      await asking.getByLabel('Satisfaction').fill('101')
      await asking.getByRole('button', { name: 'Record feedback', exact: true }).click()
      await asking.getByText('must not be greater than 100').waitFor()
      await asking.getByRole('button', { name: 'Cancel', exact: true }).click()
      await offered(page, 'Invite').click()
      await page.getByLabel('Name of the wave').selectOption('letter')
      await page
        .getByRole('dialog', { name: /^Invite: / })
        .getByRole('button', { name: 'Invite', exact: true })
        .click()
      await beside(page).getByText('letter (e-mail)').waitFor()
      expect((await person('eve')).waves).toEqual(['letter'])
    },
    PATIENCE_MS,
  )

  it(
    'takes back a cost where it stands, changes the seats, and closes the list',
    async () => {
      const { page } = the.tab
      await go(page, at(''), '€1,000.00 of')
      await page.getByRole('button', { name: 'Take back: invoice-17' }).click()
      await page.getByRole('dialog').getByLabel('Reason').fill('Paid twice')
      await page.getByRole('dialog').getByRole('button', { name: 'Take back', exact: true }).click()
      await page.getByText('Taken back: Paid twice').waitFor()
      await page.getByText('€0.00 of').first().waitFor()
      expect(await page.getByRole('button', { name: 'Take back: invoice-17' }).count()).toBe(0)
      await go(page, at('/desk'), 'Change the seats')
      await page.getByRole('button', { name: 'Change the seats' }).click()
      await page.getByRole('dialog').getByLabel('Seats').fill('20')
      await page.getByRole('dialog').getByRole('button', { name: 'Change the seats' }).click()
      await page
        .getByText(/of 20 seats/)
        .first()
        .waitFor()
      await page.getByRole('button', { name: 'Close the list' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Close the list' }).click()
      await page.getByText('Closed: the list is final').waitFor()
      expect(await page.getByRole('button', { name: 'Change the seats' }).count()).toBe(0)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  looksWell(
    'offers commands to those who may give them, and shows a person',
    browser,
    async ({ page, scheme, seen }) => {
      await signIn(page, the.service.url, scheme === 'light' ? token : analyst)
      await go(page, at('/people?person=ann'), 'ann in this campaign')
      await beside(page).waitFor()
      const group = page.getByRole('group', { name: 'What can be done' })
      expect(await group.count()).toBe(scheme === 'light' ? 1 : 0)
      await seen('person')
    },
  )
})
