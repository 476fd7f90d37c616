import { describe, expect, it } from '@jest/globals'
import { cellsOf, highest } from './cells.js'
import { movesOf, summaryOf } from './moves.js'

const none = { A: 0, B: 0, C: 0, D: 0 }

describe('moves between tiers', () => {
  it('are those of somebody, and add up to who rose, fell, stayed and came', () => {
    const moves = movesOf({
      A: { ...none, A: 5, C: 1 },
      B: { ...none, A: 2 },
      C: none,
      D: { ...none, D: 7 },
      none: { ...none, D: 3 },
    })
    expect(moves).toHaveLength(5)
    expect(summaryOf(moves)).toEqual({ up: 2, down: 1, stay: 12, fresh: 3 })
  })
})

describe('the heat map', () => {
  const rate = (count: number) => ({ count, of: 10, rate: count / 10, low: 0, high: 1 })
  const churn = (count: number) => ({ customers: 10, active: 10, churned: count, cameBack: 0, rate: rate(count) })
  const month = (name: string, d: number) => ({
    month: name,
    tiers: { A: churn(0), B: churn(1), C: churn(2), D: churn(d) },
    all: churn(0),
    moves: { A: none, B: none, C: none, D: none, none },
  })

  it('has a cell for each tier of each month, and knows the highest', () => {
    const cells = cellsOf([month('2027-01', 3), month('2027-02', 9)])
    expect(cells).toHaveLength(8)
    expect(highest(cells)).toMatchObject({ month: '2027-02', tier: 'D' })
  })

  it('has no highest where nobody churned', () => {
    expect(highest(cellsOf([]))).toBeUndefined()
  })
})
