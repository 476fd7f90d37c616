import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLog } from '../checks/log.js'
import type { LoggedEvent } from '../checks/log.js'
import { checkService } from '../checks/service.js'
import { entryOf } from '../entry.js'
import type { Journey, Outcome } from '../journey.js'
import { preparedPlace } from '../place.js'
import { randomOf } from '../random.js'
import { summaryOf } from '../summary.js'
import { comesTrue, during, pause } from '../waiting.js'

const HOUR_MS = 3_600_000
const BURST_MS = 600
const LAST = 24 * 1_000

/** A clock that is set forward and back, by minutes and by years. */
export const jumpingClock: Journey = {
  name: 'jumping-clock',
  about: 'a clock that jumps forward and back: order is kept, offers end when their time has come, keys hold',
  async run(circumstances): Promise<Outcome> {
    const { stack, seed, rounds } = circumstances
    const random = randomOf(`clock/${seed}`)
    await using place = await preparedPlace('clock', circumstances)
    const folder = mkdtempSync(join(tmpdir(), 'ledger-clock-'))
    const clock = join(folder, 'offset')
    const set = (hours: number) => writeFileSync(clock, String(hours * HOUR_MS))
    set(0)
    const service = await place.start({ entry: entryOf('with-jumping-clock'), environment: { CLOCK_FILE: clock } })
    const jumps = Array.from({ length: Math.max(4, rounds / 4) }, () =>
      random.pick([-24 * 400, -25, -2, -0.01, 0.01, 2, 24 * 400]),
    )
    for (const [at, hours] of jumps.entries()) {
      circumstances.progress(`jump ${at + 1}: ${hours} hours from now`)
      await during(
        place.load,
        () => service.url,
        async () => {
          set(hours)
          await pause(BURST_MS)
        },
      )
    }
    await place.load.finish(() => service.url, AbortSignal.timeout(30_000))
    // In the end the time of all offers has come, whenever they were made.
    set(LAST)
    const now = new Date(Date.now() + LAST * HOUR_MS).toISOString()
    const ended = await comesTrue(async () => overdue(await readLog(service.admin), now) === 0)
    const checked = await checkService(stack, place, service, random)
    const found = [
      ...(ended ? [] : ['offers stay open after their time']),
      ...checkOffers(checked.log),
      ...checked.found,
    ]
    await service.process.end('SIGKILL')
    rmSync(folder, { recursive: true })
    const expired = checked.log.filter(({ type }) => type.startsWith('OfferExpired.')).length
    const told = `${jumps.length} jumps (hours): ${jumps.join(', ')}; ${expired} offers have ended`
    return { told: [told, ...summaryOf(place.load, checked.log)], found }
  },
}

/** Offers that are still open though their time has come; whoever waits next is offered the seat anew. */
function overdue(log: readonly LoggedEvent[], now: string): number {
  const open = new Map<string, string>()
  for (const { type, data } of log) {
    const { registration, expiresAt } = data as { registration: string; expiresAt: string }
    if (type.startsWith('SeatOffered.')) open.set(registration, expiresAt)
    else if (/^(Offer|Registration)(Accepted|Declined|Expired|Cancelled)\./.test(type)) open.delete(registration)
  }
  return open
    .values()
    .filter((end) => end <= now)
    .toArray().length
}

/** No offer is ended before its time, and none is taken after it, as the clock stood then. */
function checkOffers(log: readonly LoggedEvent[]): readonly string[] {
  const until = new Map<string, string>()
  return log.flatMap(({ type, data, recordedat, position }) => {
    const { registration, expiresAt } = data as { registration: string; expiresAt: string }
    if (type.startsWith('SeatOffered.')) until.set(registration, expiresAt)
    const end = until.get(registration)
    if (end === undefined) return []
    if (type.startsWith('OfferExpired.') && recordedat < end) return [`the offer at ${position} ended before ${end}`]
    if (type.startsWith('OfferAccepted.') && recordedat >= end)
      return [`the offer at ${position} was taken after ${end}`]
    return []
  })
}
