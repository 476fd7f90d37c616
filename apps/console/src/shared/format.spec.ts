import { describe, expect, it } from '@jest/globals'
import { ago, duration, interval, minor, money, percent, units } from './format.js'

const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]/g, ' ')

describe('figures as people read them', () => {
  it('are money in the smallest unit of their currency, whatever that is', () => {
    expect(plain(money(150_000, 'EUR'))).toContain('1,500.00')
    expect(plain(money(1_500, 'JPY'))).toContain('1,500')
    expect([units(150_000, 'EUR'), minor(19.99, 'EUR'), minor(5, 'JPY')]).toEqual([1_500, 1_999, 5])
    expect(Number.isInteger(minor(1_500.555, 'EUR'))).toBe(false)
    expect(minor(90_071_992_547_409.89, 'EUR')).toBe(9_007_199_254_740_989)
  })

  it('are money in what is no currency yet, too, while it is typed', () => {
    expect([plain(money(150_000, 'E')), minor(19.99, '')]).toEqual(['1,500.00', 1_999])
  })

  it('are rates with a dash where there is none', () => {
    expect([percent(0.625), percent(undefined)]).toEqual(['62.5%', '–'])
    expect(interval({ low: 0.1, high: 0.25 })).toBe('10% – 25%')
  })

  it('are durations in their largest unit, negative where it was the other way round', () => {
    expect([duration(5_400_000), duration(-172_800_000), duration(undefined)]).toEqual(['1.5 hours', '-2 days', '–'])
  })

  it('say how long ago', () => {
    expect(ago('2027-01-01T00:00:00Z', Date.parse('2027-01-01T03:00:00Z'))).toBe('3h ago')
  })
})
