import { describe, expect, it } from '@jest/globals'
import { whyOffered } from './why-offered.js'

const offered = (customer: string, passedOver: number) => ({ data: { customer, passedOver } })

describe('why somebody is offered a seat', () => {
  it('because they are next, or because it is too small for those before them', () => {
    expect(whyOffered([offered('bob', 0)], 'bob')).toBe('A seat became free, and they were first in the queue.')
    expect(whyOffered([offered('bob', 2)], 'bob')).toBe(
      'A seat became free; parties before them that are too large for it: 2.',
    )
  })

  it('by the newest offer, since one may be offered a seat again', () => {
    expect(whyOffered([offered('ann', 0), offered('bob', 1), offered('bob', 0)], 'bob')).toMatch(/too large for it: 1/)
  })

  it('is not guessed where the event is not loaded', () => {
    expect(whyOffered([offered('ann', 0)], 'bob')).toBe('–')
  })
})
