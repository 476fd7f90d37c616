import { describe, expect, it } from '@jest/globals'
import { StoreDamaged, StoreUnavailable } from '../event-store.js'
import { whenFree } from './failure.js'

const sqliteError = (errcode: number) => Object.assign(new Error('sqlite says so'), { errcode })

describe('whenFree', () => {
  it('tries again while another process holds the lock', async () => {
    const tries = [sqliteError(5), sqliteError(261), undefined]
    let made = 0
    const work = () => {
      const error = tries[made++]
      if (error) throw error
      return 'done'
    }
    await expect(whenFree(work)).resolves.toBe('done')
    expect(made).toBe(3)
  })

  it('gives up when its patience ends', async () => {
    const error = sqliteError(5)
    const refusal = whenFree(() => {
      throw error
    }, 20)
    await expect(refusal).rejects.toMatchObject({
      message: expect.stringContaining('locked by another process'),
      cause: error,
    })
  })

  it.each([
    [8, 'read-only'],
    [10, 'the disk failed'],
    [4874, 'the disk failed to read or write (SQLite 4874)'],
    [13, 'the disk is full'],
    [1, 'sqlite says so'],
  ])('puts result code %d in words, at once', async (code, words) => {
    let tries = 0
    const refusal = whenFree(() => {
      tries += 1
      throw sqliteError(code)
    })
    await expect(refusal).rejects.toThrow(words)
    await expect(refusal).rejects.toBeInstanceOf(StoreUnavailable)
    expect(tries).toBe(1)
  })

  it.each([
    [11, 'the database file is damaged'],
    [522, 'the database file ends too early'],
    [26, 'the file is not a database'],
  ])('takes result code %d for damage', async (code, words) => {
    const refusal = whenFree(() => {
      throw sqliteError(code)
    })
    await expect(refusal).rejects.toThrow(words)
    await expect(refusal).rejects.toBeInstanceOf(StoreDamaged)
  })
})
