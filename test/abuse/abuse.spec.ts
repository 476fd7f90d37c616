import { beforeAll, describe, expect, it } from '@jest/globals'
import { shown } from './check/finding.js'
import { kinds } from './generate/request.js'
import { abuse } from './run.js'
import type { AbuseReport } from './run.js'

/** A part of what `npm run test:abuse` does, always the same. */
describe('a service that is abused', () => {
  const requests = 3_000
  let report: AbuseReport

  beforeAll(async () => {
    report = await abuse({ requests, seed: 2027, onProgress: () => undefined })
  }, 240_000)

  it('was asked in every way, and answered', () => {
    const { counts, sent, events } = report.onslaught
    expect(sent).toBe(requests)
    expect([...counts.keys()].toSorted()).toEqual([...kinds].toSorted())
    const statuses = new Set([...counts.values()].flatMap((one) => [...one.keys()]))
    for (const status of ['200', '202', '400', '401', '403', '404', '405', '409', '413', '414', '415', '422', '431'])
      expect(statuses).toContain(status)
    expect(events).toBeGreaterThan(100)
    expect(report.knocks).toBeGreaterThan(3_000)
  })

  it('stands it: nobody comes in, nothing refused is written, every answer is as described, nothing grows', () => {
    const told = report.findings.map(({ check, what, number, request }) =>
      [check, number, what, ...(request ? [shown(request)] : [])].join(', '),
    )
    expect(told).toEqual([])
  })
})
