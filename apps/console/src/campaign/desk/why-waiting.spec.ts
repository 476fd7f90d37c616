import { describe, expect, it } from '@jest/globals'
import { whyWaiting } from './why-waiting.js'

const waiter = (customer: string, partySize: number, priority = 0) => ({ customer, partySize, priority })
const seats = (free: number, held: number) => ({ capacity: 10, taken: 10 - free - held, held, free })

describe('why somebody waits', () => {
  it.each([
    ['All seats are taken.', seats(0, 0)],
    ['No seat is free; offers hold 2.', seats(0, 2)],
    ['Needs 3 seats; 1 free.', seats(1, 0)],
  ])('says that %s', (said, of) => {
    expect(whyWaiting({ seats: of, waitlist: [waiter('ann', 3)] }, 0)).toBe(said)
  })

  it('says where priority decided about the place', () => {
    const waitlist = [waiter('ann', 1, 5), waiter('bob', 1, 5), waiter('cyd', 1), waiter('dee', 1)]
    expect(waitlist.map((_, at) => whyWaiting({ seats: seats(0, 0), waitlist }, at))).toEqual([
      'All seats are taken.',
      'All seats are taken. Goes before others by priority 5.',
      'All seats are taken. Behind those of priority 5.',
      'All seats are taken.',
    ])
  })
})
