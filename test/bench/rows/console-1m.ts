import { bigLedger } from '../history/big-ledger.js'
import { openConsole } from '../browser.js'
import { sideBySide, timed } from '../measure.js'
import { startService } from '../processes.js'
import type { Row } from '../row.js'

export const console1m: Row = {
  id: 'console-1m',
  what: 'the table of 1 M participants in the browser, from the click to its first rows',
  against: 'the API call that brings them, made by the same page',
  unit: 'ms',
  goal: { atMost: 3 },
  async measure(stage) {
    const { dataDir, campaign } = await bigLedger(stage)
    const service = await startService(dataDir)
    const console = await openConsole(service)
    const asked = `/v1/campaigns/${campaign}/participants?limit=500`
    try {
      const page = await console.newTab()
      const overview = () => page.goto(`${service.url}/campaigns/${campaign}`)
      return await sideBySide(
        async () => {
          await overview()
          const people = page.getByRole('tab', { name: 'People' })
          await people.waitFor()
          await page.waitForLoadState('networkidle')
          return timed(async () => {
            await people.click()
            await page.getByRole('table').getByRole('link').first().waitFor()
          })
        },
        async () => {
          await overview()
          return page.evaluate<number>(`(async () => {
            const begun = performance.now()
            const { items } = await (await fetch(${JSON.stringify(asked)})).json()
            if (items.length === 0) throw new Error('nobody is there')
            return performance.now() - begun
          })()`)
        },
        5,
      )
    } finally {
      await console.close()
      await service.stop()
    }
  },
}
