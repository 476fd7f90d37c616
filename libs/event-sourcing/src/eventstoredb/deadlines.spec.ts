import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable } from '../event-store.js'
import { patienceOf, whileAlive, within } from './deadlines.js'

describe('a wait for work that may take long', () => {
  it('goes on as long as the server answers others', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    let asked = 0
    const ask = async () => void ((asked += 1) === 3 && resolve('done'))
    await expect(whileAlive(promise, 5, ask)).resolves.toBe('done')
    expect(asked).toBe(3)
  })

  it('ends where the server answers nobody any more, or the work itself ends badly', async () => {
    const never = new Promise<string>(() => undefined)
    const silent = () => within(5, new Promise<void>(() => undefined))
    await expect(whileAlive(never, 5, silent)).rejects.toBeInstanceOf(StoreUnavailable)
    const failed = Promise.reject(new Error('broken'))
    await expect(whileAlive(failed, 5, silent)).rejects.toThrow('broken')
  })
})

describe('how long answers are waited for', () => {
  it.each([
    ['esdb://host:2113?tls=false', 3_000, 6_000],
    ['esdb://host:2113?tls=false&defaultDeadline=800', 800, 1_600],
    ['esdb://pat:a@host:2113?default-deadline=10000', 10_000, 20_000],
  ])('is as %s says', (url, answerMs, againMs) => {
    expect(patienceOf(url)).toEqual({ answerMs, againMs, scanMs: 60_000 })
  })
})
