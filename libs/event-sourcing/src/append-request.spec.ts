import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { runs } from '../testing/index.js'
import { appendRequest } from './append-request.js'

const written = (data: unknown) =>
  appendRequest('s', 'any', [{ id: randomUUID(), type: 'A.v1', data, metadata: null }]).events[0]!.data

describe('what is appended', () => {
  it('is written as canonical JSON of what JSON makes of it, whatever it is made of', () => {
    const anything = fc
      .anything({ withDate: true, withNullPrototype: true, withSparseArray: true, maxDepth: 4 })
      .filter((value) => JSON.stringify(value) !== undefined)
    fc.assert(
      fc.property(anything, (value) => {
        expect(written(value)).toBe(canonicalize(JSON.parse(JSON.stringify(value))))
      }),
      runs(1_000),
    )
  })

  it('may be deeper than anybody looks', () => {
    const deep = Array.from({ length: 500 }).reduce<unknown>((inner) => ({ b: 1, a: inner }), 0)
    expect(written(deep)).toBe(canonicalize(JSON.parse(JSON.stringify(deep))))
  })
})
