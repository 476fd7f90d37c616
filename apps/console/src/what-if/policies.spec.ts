import { describe, expect, it } from '@jest/globals'
import { comparedIn, policiesOf } from './policies.js'

describe('policies that are compared', () => {
  it('are those in the address and the one that is tried, each once, and no more than one question takes', () => {
    expect(policiesOf('60;120', '90')).toEqual(['60', '120', '90'])
    expect(policiesOf('60;120;60', '120')).toEqual(['60', '120'])
    expect(policiesOf(undefined)).toEqual([])
    expect(policiesOf(Array.from({ length: 12 }, (_, n) => n).join(';'))).toHaveLength(10)
  })

  it('are kept and dropped in the address', () => {
    let kept: string | undefined
    const address = {
      get: () => kept,
      set: (changes: Record<string, string | undefined>) => (kept = changes['whatIf']),
    }
    comparedIn(address, '60').keep('60')
    comparedIn(address).keep('120')
    expect(kept).toBe('60;120')
    comparedIn(address).drop('60')
    expect([kept, comparedIn(address, '60').policies]).toEqual(['120', ['120', '60']])
    comparedIn(address).drop('120')
    expect(kept).toBeUndefined()
  })
})
