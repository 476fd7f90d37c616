import { describe, expect, it } from '@jest/globals'
import { estimatedTotal } from './estimated-total.js'

describe('an estimated total', () => {
  it.each([
    ['dense positions from the start', 1_000, 0, 1_000, 4_000, 4_000],
    ['dense positions behind a checkpoint', 10, 90, 100, 120, 30],
    ['positions that are bytes', 1_000, 0, 480_000, 1_920_000, 4_000],
    ['the head', 1_234, 0, 5_000, 5_000, 1_234],
    ['more than the head, for others have written', 1_240, 0, 5_100, 5_000, 1_240],
    ['nothing yet', 0, 50, 50, 100, 0],
  ])('is right for %s', (_, done, start, here, head, total) =>
    expect(estimatedTotal(done, start, here, head)).toBe(total),
  )
})
