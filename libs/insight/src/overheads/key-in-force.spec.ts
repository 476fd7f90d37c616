import { describe, expect, it } from '@jest/globals'
import { parseKey } from './key-in-force.js'

describe('an allocation key as a question writes it (E02)', () => {
  it.each(['equal', 'direct-cost', 'revenue', 'participants', 'days'])('%s', (by) => {
    expect(parseKey(by)).toEqual({ by })
  })

  it('names weights in any order, and is the same key', () => {
    const weights = [
      { campaign: 'autumn', weight: 1 },
      { campaign: 'spring', weight: 3 },
    ]
    expect(parseKey('weights:Spring=3,autumn=1')).toEqual({ by: 'weights', weights })
    expect(parseKey('weights:autumn=1,spring=3')).toEqual({ by: 'weights', weights })
  })

  it.each([
    '',
    'half',
    'weights',
    'weights:',
    'weights:a',
    'weights:a=0',
    'weights:a=-1',
    'weights:a=1.5',
    'weights:a=1000001',
    'weights:a=1,a=2',
    'weights:a=1:b=2',
    'weights:a=1=2',
    'equal:a=1',
    'constructor',
  ])('is none: %j', (text) => {
    expect(() => parseKey(text)).toThrow(expect.objectContaining({ status: 400 }))
  })
})
