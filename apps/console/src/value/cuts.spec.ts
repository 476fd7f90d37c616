import { describe, expect, it } from '@jest/globals'
import { builtInCuts, cutsName, cutsText, inOrder } from './cuts.js'

describe('cuts tried on the spot', () => {
  it('are written as a question has them', () => {
    expect(cutsText(builtInCuts.rank)).toBe('rank:0.2,0.5,0.8')
  })

  it('are read as people say them', () => {
    expect(cutsName('rank:0.1,0.25,0.5', 'EUR')).toBe('Share of customers: 10%, 25%, 50%')
    expect(cutsName('amount:100000,50000,10000', 'EUR')).toBe('Amount: €1,000.00, €500.00, €100.00')
  })

  it('begin in order, whatever their kind', () => {
    expect(Object.values(builtInCuts).filter((one) => !inOrder(one))).toEqual([])
  })

  it('are out of order where a tier would be upside down, or hold everybody', () => {
    for (const [a, b, c] of [
      [0.5, 0.2, 0.8],
      [0.2, 0.2, 0.8],
      [0.2, 0.5, 1],
      [0, 0.5, 0.8],
    ] as const)
      expect(inOrder({ by: 'rank', a, b, c })).toBe(false)
    expect(inOrder({ by: 'amount', a: 1, b: 2, c: 3 })).toBe(false)
  })
})
