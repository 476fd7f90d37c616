import { readFile } from 'node:fs/promises'
import { expect, it } from '@jest/globals'
import { trustOf, verifyBundleFile } from '@ledger/proof-verifier'
import { as } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import { planOf } from './demo.js'
import { downloaded } from './files.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  let auditor: string
  let position: number

  const at = (path: string) => `${the.service.url}${path}`
  const admin = () => as(the.service, the.service.admin)

  const the = seat(browser, async (service) => {
    auditor = await service.token('kim', 'auditor')
    const { body } = await admin().post('/v1/campaigns/fair/draft', { plan: planOf('Fair', 'exhibition', -30, -32) })
    position = body.position
    await admin().post('/v1/campaigns/fair/submit')
    await admin().post(`/v1/audit/checkpoints?minPosition=${await service.ledger.events.head()}`)
    return auditor
  })

  it(
    'tells what was recorded of anything: who, when, why, what brought it about',
    async () => {
      const { page } = the.tab
      await go(page, at('/audit'), 'Campaign drafted')
      await page.getByLabel('Of', { exact: true }).selectOption({ label: 'A campaign' })
      await page.getByText('Say above which one it shall be.').waitFor()
      await page.getByLabel('Id of the campaign').fill('fair')
      await page.keyboard.press('Enter')
      await page.getByText('submitted the plan for approval').waitFor()
      const { items } = (await admin().get('/v1/audit/history?subject=campaign/fair&order=newest')).body
      const told = page.locator('.mantine-Accordion-control')
      expect((await told.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(
        items.map(({ words }: { words: string }) => words),
      )
      await page.getByRole('button', { name: /Campaign submitted/ }).click()
      await page.getByRole('button', { name: /^Why, and what came of it/ }).click()
      await page.getByRole('dialog').getByText('A request by admin.').waitFor()
      await page.keyboard.press('Escape')
      await page.getByLabel('Who').fill('nobody')
      await page.keyboard.press('Enter')
      await page.getByText('Nothing was recorded').waitFor()
      expect(new URL(page.url()).search).toBe('?subject=campaign%2Ffair&who=nobody')
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'goes on by itself through stretches of the log in which nothing is found, until it is stopped',
    async () => {
      const { page } = the.tab
      const asked: string[] = []
      await page.route('**/v1/audit/history*', async (route) => {
        const next = new URL(route.request().url()).searchParams.get('next')
        asked.push(String(next))
        if (next === '5000') return route.continue()
        await new Promise((done) => setTimeout(done, next === '6000' ? 2_000 : 0))
        return route.fulfill({ json: { items: [], next: String(Number(next ?? 9_000) - 1_000) } })
      })
      await go(page, at('/audit?who=admin'), 'the search has come to #6,000')
      await page.getByRole('button', { name: 'Stop looking' }).click()
      await page.getByRole('button', { name: 'Look further ahead' }).click()
      await page.getByRole('button', { name: /Campaign submitted/ }).waitFor()
      expect(asked).toEqual(['null', '8000', '7000', '6000', '5000'])
      expect(await page.getByText('Nothing was recorded').count()).toBe(0)
      await page.unrouteAll()
    },
    PATIENCE_MS,
  )

  it(
    'leads from a history to the proof of an event, which is checked in the browser and can be taken away',
    async () => {
      const { page } = the.tab
      await go(page, at('/campaigns/fair/history'), 'Campaign drafted')
      await page.getByRole('button', { name: /Campaign drafted/ }).click()
      await page.getByRole('link', { name: `Proof of event ${position}` }).click()
      const checks = page.getByRole('status', { name: 'Checked in this browser' })
      await checks.waitFor()
      expect((await checks.innerText()).split('\n').filter(Boolean)).toEqual([
        'The leaf is the hash of this very event.',
        'The proof leads from the leaf to the root of the checkpoint.',
        'The checkpoint is signed by a key of the log.',
      ])
      const { path } = await downloaded(page, 'Download the proof')
      const { body } = await admin().get(`/v1/audit/inclusion?position=${position}`)
      expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(body)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'believes no answer that does not hold',
    async () => {
      const { page } = the.tab
      await page.route('**/v1/audit/inclusion*', async (route) => {
        const answer = await (await route.fetch()).json()
        answer.event.data.by = 'somebody else'
        await route.fulfill({ json: answer })
      })
      await go(page, at(`/audit/proof?event=${position}`), 'The leaf is not the hash of this event: it was altered.')
      await page.unrouteAll()
      await go(page, at('/audit/proof?event=99999'), 'There is no such event.')
    },
    PATIENCE_MS,
  )

  it(
    'hands out a bundle that holds by itself, and a checkpoint to keep',
    async () => {
      const { page } = the.tab
      await go(page, at('/audit/proof'), 'are in the tree that the newest checkpoint is signed for')
      await page.getByRole('textbox', { name: 'Campaign' }).fill('fair')
      const bundle = await downloaded(page, 'Download')
      expect(bundle.name).toBe('fair.bundle.ndjson')
      const kept = await downloaded(page, /File: the checkpoint of/)
      const key = await page.getByText(/^campaign-ledger\/.*\+.*\+/).innerText()
      const report = await verifyBundleFile(bundle.path, trustOf([key], await readFile(kept.path, 'utf8')))
      expect(report).toMatchObject({ sound: true, keys: 'yours', checked: { events: 2 } })
      await page.getByText('Span of the log').click()
      await page.getByLabel('First position').fill('9')
      await page.getByLabel('Last position').fill('1')
      await page.getByRole('button', { name: 'Download', exact: true }).click()
      await page.getByText('must not be more than 1', { exact: true }).waitFor()
      expect(the.tab.complaints.filter((one) => !one.includes('400'))).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'says of moments before something was there that it was not there yet',
    async () => {
      const { page } = the.tab
      const asked = 'subject=campaign/fair&from=2020-01-01T00:00:00.000Z'
      await go(page, at(`/audit/differences?${asked}&to=2020-01-02T00:00:00.000Z`), 'Not there yet')
      expect(await page.getByText('Something went wrong').count()).toBe(0)
    },
    PATIENCE_MS,
  )

  it(
    'signs what is new for those who may, and offers it to nobody else',
    async () => {
      await go(the.tab.page, at('/audit/proof'), 'Newest checkpoint')
      expect(await the.tab.page.getByRole('button', { name: 'Sign now' }).count()).toBe(0)
      const own = await openTab(browser())
      await signIn(own.page, the.service.url, the.service.admin)
      const { body } = await admin().get('/v1/audit/log')
      await admin().post('/v1/campaigns/other/draft', { plan: planOf('Other', 'exhibition', -30, -32) })
      await go(own.page, at('/audit/proof'), 'Newest checkpoint')
      await own.page.getByRole('button', { name: 'Sign now' }).click()
      await own.page.getByText(`All ${body.size + 1} events are in the tree`).waitFor()
      expect(own.complaints).toEqual([])
      await own.close()
    },
    PATIENCE_MS,
  )

  looksWell('shows a proof and a history', browser, async ({ page, seen }) => {
    await signIn(page, the.service.url, the.service.admin)
    await go(page, at(`/audit/proof?event=${position}`), 'signed by a key of the log')
    await page.getByText('Made').waitFor()
    await seen('proof')
    await go(page, at('/audit?subject=campaign/fair'), 'Campaign submitted')
    await page.getByRole('button', { name: /Campaign submitted/ }).click()
    await page.getByText('Stream').first().waitFor()
    await seen('timeline')
  })
})
