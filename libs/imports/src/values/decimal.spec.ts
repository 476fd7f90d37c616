import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { add, negated, parseDecimal, scaled } from './decimal.js'

const point = { decimal: '.', thousands: '' }
const cents = (text: string, form = point) => {
  const found = parseDecimal(text, form)
  return found && scaled(found, 2, 'half-up')
}

describe('decimal numbers', () => {
  it.each([
    ['12.5', 1_250],
    ['0.1', 10],
    ['1', 100],
    ['.5', 50],
    ['5.', 500],
    ['+3.10', 310],
    ['-3.10', -310],
    ['007', 700],
    ['1e2', 10_000],
    ['4.440892e-16', 0],
  ])('reads %s exactly', (text, amount) => expect(cents(text)).toBe(amount))

  it.each([
    ['0.005', 1],
    ['0.0049999999999999999999', 0],
    ['1.115', 112],
    ['-0.005', -1],
    ['-0.004', 0],
    ['2.675', 268],
  ])('rounds half a cent of %s away from zero, where binary fractions would not', (text, amount) => {
    expect(cents(text)).toBe(amount)
  })

  it.each([
    '',
    '.',
    '-',
    '1.2.3',
    '1,5',
    'abc',
    '1 000',
    '0x10',
    'Infinity',
    'NaN',
    '1e',
    '1e999',
    '١',
    '9'.repeat(61),
  ])('takes %j for no number', (text) => expect(parseDecimal(text, point)).toBeUndefined())

  it.each([
    ['1.234,50', { decimal: ',', thousands: '.' }, 123_450],
    ['1 234,5', { decimal: ',', thousands: ' ' }, 123_450],
    ['1\u00a0234,5', { decimal: ',', thousands: ' ' }, 123_450],
    ["1'234.50", { decimal: '.', thousands: "'" }, 123_450],
    ['1234,5', { decimal: ',', thousands: '.' }, 123_450],
    ['1.23,5', { decimal: ',', thousands: '.' }, undefined],
    ['12.34', { decimal: ',', thousands: '.' }, undefined],
  ])('reads %s with the signs given', (text, form, amount) => expect(cents(text, form)).toBe(amount))

  it('refuses to round where that is asked for, and what no integer can hold', () => {
    const decimal = (text: string) => parseDecimal(text, point)!
    expect(scaled(decimal('1.001'), 2, 'refuse')).toBeUndefined()
    expect(scaled(decimal('1.010'), 2, 'refuse')).toBe(101)
    expect(scaled(decimal('90071992547409.91'), 2, 'half-up')).toBe(Number.MAX_SAFE_INTEGER)
    expect(scaled(decimal('90071992547409.92'), 2, 'half-up')).toBeUndefined()
  })

  it('adds cents without losing one, however the numbers are written', () => {
    const amounts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1 })
    fc.assert(
      fc.property(amounts, (all) => {
        const written = all.map((amount) => parseDecimal(`${Math.abs(amount)}e-2`, point)!)
        const signed = written.map((one, at) => (all[at]! < 0 ? negated(one) : one))
        expect(scaled(signed.reduce(add), 2, 'refuse')).toBe(all.reduce((sum, one) => sum + one, 0))
      }),
    )
  })
})
