import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openConsole } from '../browser.js'
import { startService } from '../processes.js'
import type { Row } from '../row.js'

/** What the first screen may weigh, in kB as they are sent. */
const LIMIT_KB = 200

/** What belongs to the page itself: the answers of the API are somebody's data. */
const isOfPage = (path: string): boolean => path === '/campaigns' || path.startsWith('/assets/')

export const consoleFirst: Row = {
  id: 'console-first',
  what: 'the first screen of the console, as it is sent over plain HTTP: page, styles and code, gzip',
  against: `${LIMIT_KB} kB`,
  unit: 'kB',
  goal: { atMost: 1 },
  async measure(stage) {
    const dataDir = join(stage.folder, 'console-first')
    await mkdir(dataDir)
    const service = await startService(dataDir)
    const console = await openConsole(service)
    try {
      const page = await console.newTab()
      const sizes: Promise<number>[] = []
      page.on('response', (response) => {
        if (!isOfPage(new URL(response.url()).pathname)) return
        sizes.push(response.finished().then(async () => (await response.request().sizes()).responseBodySize))
      })
      await page.goto(`${service.url}/campaigns`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0)
      return { value: bytes / 1_000, againstValue: LIMIT_KB, note: `${sizes.length} files` }
    } finally {
      await console.close()
      await service.stop()
    }
  },
}
