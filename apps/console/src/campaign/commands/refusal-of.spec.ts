import { describe, expect, it } from '@jest/globals'
import { refusalOf } from './refusal-of.js'

const at = (field: string, message = 'must be an id') => ({ field, message })

describe('a refusal at a field', () => {
  it('is told as it is where it is about the field itself', () => {
    expect(refusalOf({ errors: [at('wave')] }, 'wave', { wave: 'x y' })).toBe('must be an id')
    expect(refusalOf({ errors: [at('group')] }, 'wave', { wave: 'x y' })).toBeUndefined()
  })

  it('names all of a list by what was sent and by its place, each reason once', () => {
    const sent = { customers: ['ann', 'x y', 'bob', 'é'] }
    const errors = [at('customers.1'), at('customers.3')]
    expect(refusalOf({ errors }, 'customers', sent)).toBe('“x y” (No. 2) and “é” (No. 4): must be an id')
    expect(refusalOf({ errors: [at('customers.1'), at('customers.3', 'is missing')] }, 'customers', sent)).toBe(
      '“x y” (No. 2): must be an id “é” (No. 4): is missing',
    )
  })

  it('counts those of a long list that it does not name', () => {
    const customers = Array.from({ length: 9 }, (_, n) => `?${n}`)
    const errors = customers.map((_, n) => at(`customers.${n}`))
    expect(refusalOf({ errors }, 'customers', { customers })).toMatch(/“\?4” \(No\. 5\),? and 4 more: must be an id$/)
  })

  it('names by place alone what was not sent as a text', () => {
    expect(refusalOf({ errors: [at('weights.0')] }, 'weights', undefined)).toBe('No. 1: must be an id')
  })
})
