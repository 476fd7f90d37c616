import { describe, expect, it } from '@jest/globals'
import { cameOf } from './came.js'

const ended = (recorded: number, unchanged: number, rejected: number) =>
  cameOf({ state: 'finished', counts: { rows: 9, passedOver: 0, items: 9, recorded, unchanged, rejected } })

describe('how a dry run or an import ended', () => {
  it.each([
    ['good', 3, 0, 0],
    ['good', 3, 2, 0],
    ['already', 0, 2, 0],
    ['none', 0, 0, 0],
    ['some', 3, 0, 1],
    ['some', 0, 2, 1],
    ['nothing', 0, 0, 4],
  ] as const)('is %s with %d recorded, %d there already, %d rejected', (came, recorded, unchanged, rejected) => {
    expect(ended(recorded, unchanged, rejected)).toBe(came)
  })

  it('is that it failed or was stopped, whatever came of it until then', () => {
    const counts = { rows: 9, passedOver: 0, items: 9, recorded: 3, unchanged: 0, rejected: 1 }
    expect([cameOf({ state: 'failed', counts }), cameOf({ state: 'cancelled', counts })]).toEqual([
      'failed',
      'cancelled',
    ])
  })
})
