import { describe, expect, it } from '@jest/globals'
import { isOne, linesOf } from './whom.js'

const person = (at: Record<string, string>, answer?: 'accepted') => ({
  customer: 'anna',
  groups: ['buyers'],
  at,
  ...(answer === undefined ? {} : { answer }),
})
const when = '2027-01-01T00:00:00.000Z'

describe('whom a wave goes to', () => {
  it.each([
    ['targeted', { targeted: when }, undefined, true],
    ['targeted', { targeted: when, invited: when }, undefined, false],
    ['silent', { targeted: when }, undefined, false],
    ['silent', { invited: when }, undefined, true],
    ['silent', { invited: when, accepted: when }, 'accepted', false],
  ] as const)('%s, reached %j, answered %s: %s', (whom, at, answer, is) => {
    expect(isOne(person(at, answer), 'buyers', whom)).toBe(is)
  })

  it('is nobody of another group', () => {
    expect(isOne(person({ targeted: when }), 'sleepers', 'targeted')).toBe(false)
  })
})

describe('lines that come in pieces', () => {
  it('are whole, wherever the pieces were cut, letters of several bytes too', async () => {
    const bytes = new TextEncoder().encode('{"a":"Wöß"}\n\n{"b":2}\n{"c":3}')
    for (let size = 1; size < bytes.length; size += 1) {
      const pieces = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
          controller.close()
        },
      })
      const lines: string[] = []
      for await (const line of linesOf(pieces)) lines.push(line)
      expect(lines).toEqual(['{"a":"Wöß"}', '{"b":2}', '{"c":3}'])
    }
  })
})
