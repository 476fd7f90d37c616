import { readFile } from 'node:fs/promises'
import { expect, it } from '@jest/globals'
import { as } from '../journeys/service.js'
import { inBrowser, openTab } from './browser.js'
import { drop, file, upload } from './files.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, pressedFromWithin, signIn, tabTo } from './visit.js'

const HEAD = 'Receipt;Customer;When;Article;Pieces;Paid'
const good = [
  '4711;A-17;03.01.2017 10:15;Tea 250 g;2;11,80',
  '4712;B-4;13.01.2017 11:02;Cup;1;1.009,00',
  '4711;A-17;03.01.2017 10:15;Cup;1;9,00',
]
const bad = ['4713;C-1;soon;Cup;1;9,00', '4714;C-2;05.01.2017 09:00;Cup;1', '4715;C-3;05.01.2017 09:30;Cup;1;-9,00']
const mended = [
  '4713;C-1;04.01.2017 08:00;Cup;1;9,00',
  '4714;C-2;05.01.2017 09:00;Cup;1;9,00',
  '4715;C-3;05.01.2017 09:30;Cup;1;10,50',
]

inBrowser((browser) => {
  let olga: string

  const at = (path: string) => `${the.service.url}${path}`

  const the = seat(browser, async (service) => {
    olga = await service.token('olga', 'operator')
    return olga
  })

  it(
    'brings in a file with errors: what is good at once, the rest when it is mended, and nothing twice',
    async () => {
      const { page } = the.tab
      await page.getByRole('link', { name: 'Import' }).click()
      await page.getByText('Nothing uploaded yet').waitFor()
      await upload(page, file('sales.csv', HEAD, ...good, ...bad))
      await page.waitForURL('**/columns')
      expect(await page.getByRole('combobox', { name: 'What a row is' }).inputValue()).toBe('purchase')
      expect(await page.getByLabel('Revenue').inputValue()).toBe('column Paid')
      const read = page.getByRole('group', { name: 'How the first rows are read: Purchases' })
      await read.getByRole('row', { name: /€1,009.00/ }).waitFor()
      await read.getByText('at: "soon" is no time').waitFor()

      await page.getByRole('button', { name: 'Start the dry run' }).click()
      await page.getByText('is needed', { exact: true }).waitFor()
      expect(await page.getByLabel('Source').evaluate((box) => box.matches(':focus'))).toBe(true)
      await page.keyboard.type('till')
      await page.reload()
      expect(await page.getByLabel('Source').inputValue()).toBe('till')
      await page.getByRole('button', { name: 'Start the dry run' }).click()

      await page.getByText('3 rows cannot be brought in as they are').waitFor()
      await page.waitForURL('**/check')
      const rejected = page.getByRole('group', { name: 'Rejected rows' }).locator('tbody tr')
      expect((await rejected.allInnerTexts()).map((text) => text.split('\t')[0])).toEqual(['5', '6', '7'])
      const [taken] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download all as CSV' }).click(),
      ])
      expect(taken.suggestedFilename()).toBe('sales.rejects.csv')
      expect((await readFile(await taken.path(), 'utf8')).trim().split('\n')).toHaveLength(4)
      expect((await as(the.service, the.service.admin).get('/v1/events?limit=1')).body.items).toEqual([])

      await page.getByRole('button', { name: 'Import the good ones (2)' }).click()
      await page.waitForURL('**/run')
      await page.getByText('3 rows were not brought in').waitFor()
      await upload(page, file('sales-mended.csv', HEAD, ...good, ...mended))
      await page.getByText('sales-mended.csv').first().waitFor()
      expect(await page.getByLabel('Source').inputValue()).toBe('till')
      await page.getByRole('button', { name: 'Start the dry run' }).click()
      await page.getByText('Every row can be brought in').waitFor()
      await page.getByRole('button', { name: 'Import 3' }).click()
      await page.getByText('Everything is brought in').waitFor()
      await page.getByRole('button', { name: 'Run it again' }).click()
      await page.getByText('All of it was there already; nothing was doubled').waitFor()

      await page.getByRole('link', { name: 'Value', exact: true }).last().click()
      await page.waitForURL('**/value')
      await go(page, at('/value?asOf=2017-01-31&pyramid-as=table'), 'Tier A is')
      await page.getByText('€1,058.30').first().waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'is walked through by keyboard alone',
    async () => {
      const { page } = the.tab
      await go(page, at('/import'), 'Upload a file')
      const chooser = page.waitForEvent('filechooser')
      await tabTo(page, page.getByRole('button', { name: 'Choose a file' }))
      await page.keyboard.press('Enter')
      await (await chooser).setFiles(file('people.csv', 'id,city,age', 'p1,Graz,30', 'p2,Linz,41'))
      await page.waitForURL('**/columns')
      await tabTo(page, page.getByLabel('city'))
      await page.keyboard.press('Space')
      await tabTo(page, page.getByLabel('Source'))
      await page.keyboard.type('crm')
      await page.keyboard.press('Enter')
      await page.getByText('Every row can be brought in').waitFor()
      await tabTo(page, page.getByRole('button', { name: 'Import 2' }))
      await page.keyboard.press('Enter')
      await page.getByText('Everything is brought in').waitFor()
      const { body } = await as(the.service, the.service.admin).get('/v1/customers/p2')
      expect(body.attributes).toEqual({ city: 'Linz' })
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'says as a text what cannot be chosen, with what is wrong at its line',
    async () => {
      const { page } = the.tab
      await go(page, at('/import'), 'Upload a file')
      await upload(page, file('net.csv', 'order,client,day,net,tax', '1,a,2017-02-01,10,2'))
      await page.waitForURL('**/columns')
      await page.getByLabel('Source').fill('shop')
      await page.getByText('As text').click()
      const text = page.getByLabel('Manifest, as YAML or JSON')
      const written = await text.inputValue()
      expect(written).toContain('path: net.csv')
      await text.fill(written.replace('revenue: net', 'revenue: { sum: [net, taxes] }'))
      await page.getByRole('button', { name: 'Start the dry run' }).click()
      await page.getByText(/Line \d+, column \d+: .*taxes/).waitFor()
      await text.fill(written.replace('revenue: net', 'revenue: { sum: [net, tax] }'))
      await page.getByText('This says more than can be chosen').waitFor()
      await page.getByRole('row', { name: /€12.00/ }).waitFor()
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download' }).click(),
      ])
      expect(saved.suggestedFilename()).toBe('net.yaml')
      await page.getByRole('button', { name: 'Start the dry run' }).click()
      await page.getByText('Every row can be brought in').waitFor()

      const elsewhere = await openTab(browser())
      await signIn(elsewhere.page, the.service.url, olga)
      await go(elsewhere.page, page.url().replace('/check', '/columns'), 'This says more than can be chosen')
      expect(await elsewhere.page.getByLabel('Manifest, as YAML or JSON').inputValue()).toContain('- tax')
      await elsewhere.page
        .locator('input[type=file]')
        .setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from('ledgerImport: [') })
      await elsewhere.page.getByRole('button', { name: 'Start the dry run' }).click()
      await elsewhere.page.getByText('The manifest cannot be used as it is').waitFor()
      await elsewhere.page.getByRole('button', { name: 'Choose again instead' }).click()
      await elsewhere.page.getByLabel('Revenue').waitFor()
      expect(the.tab.complaints.filter((one) => !/4\d\d/.test(one))).toEqual([])
      expect(elsewhere.complaints).toEqual([])
      await elsewhere.close()
    },
    PATIENCE_MS,
  )

  it(
    'refuses in words what is no table, and loses nothing when the network does',
    async () => {
      const { page } = the.tab
      const list = page.waitForResponse('**/v1/imports?*')
      await go(page, at('/import'), 'Upload a file')
      const { largest } = (await (await list).json()) as { largest: number }
      expect(largest).toBeGreaterThan(1_000_000)
      await upload(page, { ...file('sales.xlsx'), buffer: Buffer.from('PK\u0003\u0004…') })
      await page.getByText('Save the sheet as CSV').waitFor()
      await upload(page, { ...file('none.csv'), buffer: Buffer.alloc(0) })
      await page.getByText('none.csv is empty.').waitFor()

      await drop(page, file('one.csv', HEAD), file('two.csv', HEAD))
      await page.getByText('Drop one file at a time').waitFor()

      await page.route('**/v1/imports?name=*', () => undefined)
      await drop(page, file('slow.csv', HEAD, ...good))
      await page.getByText('Uploading slow.csv').waitFor()
      await page.getByRole('button', { name: 'Cancel the upload' }).click()
      await page.getByText('The upload was cancelled; nothing of it was kept.').waitFor()
      await page.unrouteAll()

      await page.context().setOffline(true)
      await upload(page, file('later.csv', HEAD, ...good))
      await page.getByText('The connection was lost on the way. Your file is still chosen.').waitFor()
      await page.context().setOffline(false)
      await page.getByRole('button', { name: 'Upload it again' }).click()
      await page.waitForURL('**/columns')
      await page.getByLabel('Separator').selectOption({ label: 'Tab' })
      await page.getByText('needed').first().waitFor()
      await page.getByRole('link', { name: 'All uploads' }).click()
      await page.getByRole('button', { name: 'Remove later.csv' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.getByRole('link', { name: 'later.csv' }).waitFor({ state: 'detached' })
      await page.goBack()
      await page.getByText('This upload is not there any more').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'says before it is sent that a file is too large',
    async () => {
      const { page } = the.tab
      await page.route('**/v1/imports?*', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, json: { ...(await response.json()), largest: 20 } })
      })
      await go(page, at('/import'), '20 bytes at most.')
      await upload(page, file('sales.csv', HEAD, ...good))
      await page.getByText(/sales.csv has .* at most 20 bytes can be uploaded/).waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'shows how far it is, stops when told to, and goes on',
    async () => {
      const { page } = the.tab
      const rows = Array.from({ length: 60_000 }, (_, n) => `k${n},2017-03-01,${n}.50,${n}`)
      await go(page, at('/import'), 'Upload a file')
      await upload(page, file('many.csv', 'customer,date,total,order', ...rows))
      await page.waitForURL('**/columns')
      await page.getByLabel('Source').fill('bulk')
      await page.getByRole('button', { name: 'Start the dry run' }).click()
      await page.getByText(/\d+% of the file, [\d,]+ rows/).waitFor()
      await pressedFromWithin(page, [/Every row/, 'Import 60,000'], [/% of the file, [1-9]/, 'Cancel'])
      await page.getByText('The import was stopped; what was brought in stays').waitFor()
      await page.getByRole('button', { name: 'Go on with it' }).click()
      await page.getByText('Everything is brought in').waitFor({ timeout: PATIENCE_MS })
      expect(the.tab.complaints).toEqual([])
    },
    2 * PATIENCE_MS,
  )

  it(
    'says where a file cannot be looked into, also to those who write what its columns hold',
    async () => {
      const { page } = the.tab
      await go(page, at('/import'), 'Upload a file')
      await upload(page, file('unread.csv', HEAD, ...good))
      await page.waitForURL('**/columns')
      await page.route('**/preview?*', (route) => route.fulfill({ status: 500 }))
      await go(page, `${page.url()}?as=text`, 'Something went wrong')
      await page.unrouteAll()
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByLabel('Manifest, as YAML or JSON').waitFor()
    },
    PATIENCE_MS,
  )

  it(
    'is not offered to those who may not take over a past',
    async () => {
      const own = await openTab(browser())
      await signIn(own.page, the.service.url, await the.service.token('pat', 'planner'))
      expect(await own.page.getByRole('link', { name: 'Import' }).count()).toBe(0)
      await go(own.page, at('/import'), 'Not for your roles')
      expect(own.complaints).toEqual([])
      await own.close()
    },
    PATIENCE_MS,
  )

  looksWell('shows every step', browser, async ({ page, scheme, seen }) => {
    await signIn(page, the.service.url, olga)
    await go(page, at('/import'), 'Recent uploads')
    await seen('import')
    await upload(page, file('till.csv', HEAD, ...good, ...bad))
    await page.getByText('How the first rows are read').waitFor()
    await seen('import-columns')
    await page.getByRole('button', { name: 'Start the dry run' }).click()
    await page.getByText('is needed', { exact: true }).waitFor()
    await page.getByLabel('Source').fill(`look-${scheme}`)
    await page.getByText('As text').click()
    await page.getByLabel('Manifest, as YAML or JSON').waitFor()
    await seen('import-text')
    await page.getByRole('button', { name: 'Start the dry run' }).click()
    await page.getByText('3 rows cannot be brought in as they are').waitFor()
    await seen('import-check')
    await page.getByRole('button', { name: 'Import the good ones (2)' }).click()
    await page.getByText('3 rows were not brought in').waitFor()
    await seen('import-run')
  })
})
