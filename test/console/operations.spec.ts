import { expect, it } from '@jest/globals'
import { newPlace } from '../stacks/places.js'
import { witness } from '@ledger/proof/testing'
import { as } from '../journeys/service.js'
import { inBrowser } from './browser.js'
import { planOf } from './demo.js'
import { looksWell } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS, signIn } from './visit.js'

inBrowser((browser) => {
  const alice = witness('alice.example')
  const admin = () => as(the.service, the.service.admin)
  const at = (path: string) => `${the.service.url}${path}`
  const drafted = (campaign: string) =>
    admin().post(`/v1/campaigns/${campaign}/draft`, { plan: planOf('Fair', 'exhibition', -30, -32) })
  const signed = async () =>
    (await admin().post(`/v1/audit/checkpoints?minPosition=${await the.service.ledger.events.head()}`)).body

  const the = seat(
    browser,
    async (service) => service.token('kim', 'auditor', 'operator'),
    async () => {
      const place = await newPlace()
      return { ...place, environment: { ...place.environment, WITNESS_KEYS: alice.key.text } }
    },
  )

  it(
    'shows how large the tree over the log is, and what of it was signed last, when and by whom beside',
    async () => {
      const { page, complaints } = the.tab
      await drafted('fair')
      const { size, root, note } = await signed()
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await go(page, at('/operations'), 'Tree over the log')
      const tree = page.getByRole('region', { name: 'Tree over the log' })
      await tree.getByText('countersigned by nobody').waitFor()
      expect(await tree.innerText()).toMatch(
        new RegExp(`Events in the tree\\s+${size}\\s+Behind the log\\s+0\\s+Up to date`),
      )
      await tree.getByText(`${root.slice(0, 12)}…`).waitFor()
      await tree.getByRole('button', { name: 'Copy: Root' }).click()
      await tree.getByRole('button', { name: 'Copied: Root' }).waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(root)
      // No event of the log says that a witness has come.
      const signatures = { signatures: alice.countersign(note) }
      expect((await admin().post(`/v1/audit/checkpoints/${size}/countersignatures`, signatures)).status).toBe(200)
      await tree.getByText('countersigned by alice.example').waitFor()
      await drafted('show')
      await tree.getByText(`1 more in the tree`).waitFor()
      await tree.getByRole('link', { name: 'Proofs and checkpoints' }).click()
      await page.getByText('How far the log is signed').waitFor()
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'takes what a witness has signed of a checkpoint, and refuses at the field what nobody known has signed',
    async () => {
      const { page } = the.tab
      await drafted('road-show')
      const { size, note } = await signed()
      await go(page, at('/audit/proof'), 'Newest checkpoint')
      await page.getByRole('button', { name: `Countersign: ${size}` }).click()
      const dialog = page.getByRole('dialog', { name: `Countersignatures for the checkpoint of ${size} events` })
      const lines = dialog.getByLabel('Lines of the signatures')
      await lines.fill(witness('mallory.example').countersign(note))
      await dialog.getByRole('button', { name: 'Countersign' }).click()
      await dialog.locator('[aria-invalid=true][name=signatures]').waitFor()
      await dialog.getByText('None of these lines is the signature of a known witness').first().waitFor()
      await lines.fill('no signature')
      await dialog.getByRole('button', { name: 'Countersign' }).click()
      await dialog.getByText('Some fields cannot be taken as they are.').waitFor()
      await lines.fill(alice.countersign(note) + witness('mallory.example').countersign(note))
      await dialog.getByRole('button', { name: 'Countersign' }).click()
      await dialog.getByText(/^Kept: alice\.example\. Left out,.*: mallory\.example\.$/).waitFor()
      await lines.fill(alice.countersign(note))
      await dialog.getByRole('button', { name: 'Countersign' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('row', { name: new RegExp(`^${size} .* alice.example`) }).waitFor()
      expect((await admin().get(`/v1/audit/checkpoints/${size}`)).body.witnesses).toEqual([
        { name: 'alice.example', at: expect.any(String) },
      ])
    },
    PATIENCE_MS,
  )

  looksWell('shows the tree and the checkpoints', browser, async ({ page, seen }) => {
    await signIn(page, the.service.url, the.service.admin)
    await go(page, at('/operations'), 'Tree over the log')
    await page.getByText(/countersigned by/).waitFor()
    await seen('operations-tree')
    await go(page, at('/audit/proof'), 'Newest checkpoint')
    await page
      .getByRole('button', { name: /^Countersign: / })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await seen('countersign')
  })
})
