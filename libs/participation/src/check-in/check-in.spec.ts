import { describe, expect, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { desk, fair, running, underway } from '../../testing/index.js'
import { recordNoShows } from '../record-no-shows/record-no-shows.js'
import { undoCheckIn } from '../undo-check-in/undo-check-in.js'
import { checkIn } from './check-in.js'

const here = { facts: underway }
const scan = (name: string, customer = 'ann') => ({ customer, scan: name })
const registered = [desk.opened(), desk.registered('ann')]
const checkedIn = [...registered, desk.checkedIn('ann', 's1')]
const undone = [...checkedIn, desk.undone('ann', 's1')]

describe('check in (H09)', () => {
  it('records that somebody is here', () => {
    given(...registered)
      .when(checkIn, fair, scan('s1'), here)
      .then(desk.checkedIn('ann', 's1'))
  })

  it('counts a scan once, and a person once, whatever they scan', () => {
    given(...checkedIn)
      .when(checkIn, fair, scan('s1'), here)
      .saysNothing()
    given(...checkedIn)
      .when(checkIn, fair, scan('s2'), here)
      .saysNothing()
  })

  it('does not check in again by a scan that was undone, but by a new one', () => {
    given(...undone)
      .when(checkIn, fair, scan('s1'), here)
      .refused('scan-undone')
    given(...undone)
      .when(checkIn, fair, scan('s2'), here)
      .then(desk.checkedIn('ann', 's2'))
  })

  it('refuses who is not registered, a scan of somebody else, and a campaign that has not started', () => {
    given(...registered)
      .when(checkIn, fair, scan('s1', 'zoe'), here)
      .refused('not-registered')
    given(...checkedIn)
      .when(checkIn, fair, scan('s1', 'zoe'), here)
      .refused('scan-exists', { customer: 'ann' })
    given(...registered)
      .when(checkIn, fair, scan('s1'), { facts: running })
      .refused('campaign-running')
  })

  it('works after the list was closed', () => {
    given(...registered, desk.closed(1))
      .when(checkIn, fair, scan('s1'), here)
      .then(desk.checkedIn('ann', 's1'))
  })
})

describe('undo check-in', () => {
  it('takes it back, once', () => {
    given(...checkedIn)
      .when(undoCheckIn, fair, scan('s1'), here)
      .then(desk.undone('ann', 's1'))
    given(...undone)
      .when(undoCheckIn, fair, scan('s1'), here)
      .saysNothing()
  })

  it('refuses a scan that nobody made', () => {
    given(...registered)
      .when(undoCheckIn, fair, scan('s9'), here)
      .refused('scan-unknown')
    given(...checkedIn)
      .when(undoCheckIn, fair, scan('s1', 'zoe'), here)
      .refused('scan-unknown')
  })
})

describe('no-shows', () => {
  const noShows = (customers: readonly string[], remaining: number) => ({
    type: 'NoShowsRecorded' as const,
    data: { ...fair, customers, remaining },
  })

  it('are those who were registered and did not come; a check-in that was undone is none', () => {
    given(...checkedIn, desk.registered('bob'))
      .when(recordNoShows, fair, {})
      .then(noShows(['bob'], 0))
    given(...undone)
      .when(recordNoShows, fair, {})
      .then(noShows(['ann'], 0))
  })

  it('come in events of 500, and say nothing when all are recorded', () => {
    const crowd = Array.from({ length: 501 }, (_, n) => desk.registered(`p-${n}`))
    const { outcome } = given(desk.opened(600), ...crowd).when(recordNoShows, fair, {})
    const first = outcome as ReturnType<typeof noShows>
    expect([first.data.customers.length, first.data.remaining]).toEqual([500, 1])
    const last = crowd.map((_, n) => `p-${n}`).filter((one) => !first.data.customers.includes(one))
    given(desk.opened(600), ...crowd, first)
      .when(recordNoShows, fair, {})
      .then(noShows(last, 0))
    given(...checkedIn)
      .when(recordNoShows, fair, {})
      .saysNothing()
  })
})
