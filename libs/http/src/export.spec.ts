import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { csv, ndjson } from './export.js'

/** Rows without end, which know whether somebody still reads them. */
function endless() {
  const the = { open: false }
  async function* rows() {
    the.open = true
    try {
      for (let n = 0; ; n += 1) yield { n }
    } finally {
      the.open = false
    }
  }
  return { rows: rows(), the }
}

describe('an export', () => {
  it.each<[string, (rows: AsyncIterable<object>) => Readable]>([
    ['CSV', (rows) => csv(rows, { n: ({ n }: { n: number }) => n })],
    ['NDJSON', ndjson],
  ])('as %s lets go of what is read for it where the download is broken off', async (_, form) => {
    const { rows, the } = endless()
    const file = form(rows)
    await once(file, 'readable')
    expect(the.open).toBe(true)
    file.destroy()
    for (let turns = 0; the.open && turns < 100; turns += 1) await setImmediate()
    expect(the.open).toBe(false)
  })

  it('says at its lines what went wrong with its rows', async () => {
    const broken = async function* () {
      yield { n: 1 }
      throw new Error('the store is away')
    }
    const read = Array.fromAsync(csv(broken(), { n: ({ n }: { n: number }) => n }) as AsyncIterable<unknown>)
    await expect(read).rejects.toThrow('the store is away')
  })
})
