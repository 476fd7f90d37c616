import { describe, expect, it } from '@jest/globals'
import { runs } from '@ledger/event-sourcing/testing'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { canonical } from './canonical.js'
import { leafText } from './leaf-text.js'

describe('canonical JSON', () => {
  it('is what RFC 8785 gives as its example', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as unknown
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts names by their UTF-16 code units', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']
    const object = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:0`).join()}}`) as object
    expect(Object.keys(JSON.parse(canonical(object)) as object).filter((name) => name !== '1')).toEqual(
      sorted.filter((name) => name !== '1'),
    )
  })

  it('agrees with a library that many use, on any JSON', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), (json) => {
        const value = JSON.parse(json) as unknown
        expect(canonical(value)).toBe(canonicalize(value))
      }),
      runs(500),
    )
  })

  it('keeps what no Unicode text is, escaped', () => {
    expect(canonical(['\ud800', { '\udc00': '\ud83d\ude00' }])).toBe('["\\ud800",{"\\udc00":"😀"}]')
  })
})

describe('the text of a leaf', () => {
  it('is canonical JSON of the event without its position', () => {
    const event = { id: 'i', type: 'T.v1', stream: 's', revision: 3, data: { b: 1, a: [] }, metadata: null }
    expect(leafText({ ...event, position: 7 } as never)).toBe(canonicalize(event))
  })
})
