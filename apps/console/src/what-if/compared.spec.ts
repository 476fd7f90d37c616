import { describe, expect, it } from '@jest/globals'
import { widest } from './compared.js'

const row = (id: string, ...figures: (number | undefined)[]) => ({ id, label: id, figures })

describe('where another policy differs most', () => {
  it('is told by ratio, whichever way', () => {
    expect(widest([row('A', 10, 20, 9), row('B', 1_000, 1_100, 400)])).toMatchObject({ row: { id: 'B' }, other: 2 })
    expect(widest([row('A', 0, 1), row('B', 10, 9)])).toMatchObject({ row: { id: 'A' }, other: 1 })
  })

  it('is nowhere where nothing differs, or nothing stands on one of the sides', () => {
    expect(widest([row('A', 10, 10), row('B', 5, undefined), row('C', undefined, 7)])).toBeUndefined()
  })
})
