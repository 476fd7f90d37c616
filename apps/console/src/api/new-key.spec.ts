import { describe, expect, it } from '@jest/globals'
import { newKey } from './new-key.js'

describe('a key of a command', () => {
  it('is a UUID of chance, and never the same', () => {
    const keys = Array.from({ length: 1_000 }, newKey)
    const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
    expect(keys.filter((key) => !uuid.test(key))).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })
})
