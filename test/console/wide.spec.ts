import { expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { as } from '../journeys/service.js'
import { inBrowser, picture } from './browser.js'
import { fillWith } from './demo.js'
import { settledIn } from './looked-at.js'
import { seat } from './seat.js'
import { go, PATIENCE_MS } from './visit.js'

/** Every screen of which a large display shows more at once, what stands on it, and how many parts stand in its first row. */
const screens: readonly (readonly [name: string, path: string, there: string, beside: number])[] = [
  ['timeline', '/audit?subject=campaign/spring-seminar', 'Cost recorded', 2],
  [
    'differences',
    '/audit/differences?subject=campaign/spring-seminar&by=position&from=1&to=400',
    'What changed between two moments',
    3,
  ],
  ['proof', '/audit/proof', 'Newest checkpoint', 3],
  ['import', '/import', 'Upload a file', 2],
  ['import-columns', '', 'Which column holds what', 2],
  ['draft', '/campaigns/autumn-letter/plan', 'Save the draft', 3],
  ['customer', '/customers/c-1003', 'Purchases', 3],
  ['policies', '/policies/tier-cuts', 'What was decided', 2],
]

inBrowser((browser) => {
  let importing: string
  const the = seat(browser, async (service) => {
    await fillWith(service)
    const sent = await as(service, service.admin).call('POST', '/v1/imports?name=people.csv', 'id,city\n7,Linz\n', {
      'content-type': 'text/csv',
    })
    importing = `/import/${sent.body.import}/columns`
    return service.admin
  })

  /** The cards that no other one stands above, within the content. */
  const firstRow = (page: Page) =>
    page.evaluate<number>(`(() => {
      const cards = [...document.querySelectorAll('main .card')].map((one) => one.getBoundingClientRect())
      const above = (one, other) => other.bottom <= one.top && other.left < one.right && one.left < other.right
      return cards.filter((one) => !cards.some((other) => above(one, other))).length
    })()`)
  /** How much of the width beside the navigation the cards take. */
  const used = (page: Page) =>
    page.evaluate<number>(`(() => {
      const cards = [...document.querySelectorAll('main .card')].map((one) => one.getBoundingClientRect())
      const width = Math.max(...cards.map(({ right }) => right)) - Math.min(...cards.map(({ left }) => left))
      return width / (innerWidth - 208)
    })()`)

  it(
    'cuts off no figure, hint or moment at 1280',
    async () => {
      const { page } = the.tab
      const { plan } = (await as(the.service, the.service.admin).get('/v1/campaigns/autumn-letter')).body
      for (let n = 0; n < 10; n += 1)
        await as(the.service, the.service.admin).post(`/v1/campaigns/letter-${n}/draft`, { plan })
      await page.setViewportSize({ width: 1_280, height: 900 })
      const cut = (selector: string) =>
        page.evaluate<string[]>(`(() => {
          const pen = document.createElement('canvas').getContext('2d')
          const hint = (one) => {
            const { font, paddingLeft, paddingRight } = getComputedStyle(one)
            pen.font = font
            return pen.measureText(one.placeholder).width + parseFloat(paddingLeft) + parseFloat(paddingRight)
          }
          return [...document.querySelectorAll('main ${selector}')]
            .filter((one) => (one.placeholder ? hint(one) : one.scrollWidth) > one.clientWidth)
            .map((one) => one.placeholder ?? one.innerText)
        })()`)
      await go(page, `${the.service.url}/campaigns`, 'Draft')
      await page.getByRole('region', { name: 'Draft: 11 campaigns' }).waitFor()
      expect([await cut('.mantine-Badge-label'), await cut('input[type=search]')]).toEqual([[], []])
      await go(page, `${the.service.url}/campaigns/spring-seminar/people`, 'c-1000')
      expect(await cut('[role=cell]')).toEqual([])
      await go(page, `${the.service.url}/campaigns/spring-seminar/people?customer=c-1000`, '1 person')
    },
    PATIENCE_MS,
  )

  it.each(screens)(
    '%s uses all of a display of 4K, and is a column on a phone',
    async (name, path, there, beside) => {
      const { page, complaints } = the.tab
      const found: unknown[] = []
      await go(page, `${the.service.url}${path || importing}`, there)
      for (const width of [3_840, 1_280, 360]) {
        const look = { scheme: 'light', width } as const
        await settledIn(page, look)
        await picture(page, `wide-${name}`, look)
        const isWider = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
        found.push([await firstRow(page), width === 3_840 && (await used(page)) > 0.9, isWider])
      }
      expect(found).toEqual([
        [beside, true, false],
        [expect.any(Number), false, false],
        [1, false, false],
      ])
      expect(complaints).toEqual([])
    },
    PATIENCE_MS,
  )
})
