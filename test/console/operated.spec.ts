import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { inBrowser } from './browser.js'
import { fillWith } from './demo.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS } from './visit.js'

inBrowser((browser) => {
  const the = seat(browser, async (service) => {
    await fillWith(service)
    // What takes minutes with millions of events shall take seconds with these.
    const { events } = service.ledger
    const readAll = events.readAll.bind(events)
    events.readAll = async function* (options) {
      let read = 0
      for await (const event of readAll(options)) {
        if (++read % 20 === 0) await sleep(60)
        yield event
      }
    }
    return service.admin
  })
  const view = () => the.tab.page.getByRole('row', { name: /participants/ })
  const rebuild = async () => {
    await go(the.tab.page, `${the.service.url}/operations`, 'Up to date')
    await the.tab.page.getByRole('button', { name: 'Rebuild: participants' }).click()
    await view()
      .getByRole('progressbar', { name: /^[1-9][\d,]* of [\d,]+ events$/ })
      .waitFor()
  }
  const builds = async () => (await the.service.ledger.read.builds()).filter(({ view }) => view === 'participants')

  it(
    'fills a view anew with its progress, while the one before goes on serving',
    async () => {
      const before = await builds()
      await rebuild()
      await view().getByText('Serving').waitFor()
      expect(await builds()).not.toEqual(before)
      expect(await view().getByRole('button', { name: /^Stop/ }).count()).toBe(0)
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'stops filling it half-way, and keeps the one that was',
    async () => {
      const before = await builds()
      await rebuild()
      await the.tab.page.getByRole('button', { name: 'Stop: participants' }).click()
      await view().getByText('Serving').waitFor()
      expect(await builds()).toEqual(before)
      await the.tab.page.getByRole('button', { name: 'Rebuild: participants' }).waitFor()
      expect(the.tab.complaints).toEqual([])
    },
    PATIENCE_MS,
  )
})
