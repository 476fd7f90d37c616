import { describe, expect, it } from '@jest/globals'
import { gathered } from './gathered.js'

describe('what is asked for in the same turn', () => {
  it('is asked for together, and answered to each', async () => {
    const rounds: string[][] = []
    const ask = gathered(async (all: ReadonlySet<string>) => {
      rounds.push([...all])
      return new Map([...all].filter((one) => one !== 'nobody').map((one) => [one, one.toUpperCase()]))
    })
    expect(await Promise.all(['a', 'b', 'a', 'nobody'].map(ask))).toEqual(['A', 'B', 'A', undefined])
    expect(await ask('a')).toBe('A')
    expect(rounds).toEqual([['a', 'b', 'nobody'], ['a']])
  })

  it('fails together, and can be asked for again', async () => {
    let fails = true
    const ask = gathered(async (all: ReadonlySet<string>) => {
      if (fails) throw new Error('not reachable')
      return new Map([...all].map((one) => [one, one]))
    })
    await expect(Promise.all(['a', 'b'].map(ask))).rejects.toThrow('not reachable')
    fails = false
    expect(await ask('a')).toBe('a')
  })
})
