import { describe, expect, it } from '@jest/globals'
import { persistently } from './persistently.js'

describe('work that lasts', () => {
  it('begins anew after a failure, which is told, and when it has ended', async () => {
    const ending = new AbortController()
    const told: unknown[] = []
    let turns = 0
    await persistently({ signal: ending.signal, onTrouble: (error) => told.push(error) }, async (gotOn) => {
      turns += 1
      if (turns === 1) throw new Error('the disk is gone')
      gotOn()
      if (turns === 4) ending.abort()
    })
    expect([turns, told]).toEqual([4, [new Error('the disk is gone')]])
  })

  it('is begun by whoever is on duty only', async () => {
    const ending = new AbortController()
    const duty = [false, false, true]
    let begun = 0
    const onDuty = () => duty.shift() ?? false
    await persistently({ signal: ending.signal, onTrouble: () => undefined, onDuty }, async () => {
      begun += 1
      ending.abort()
    })
    expect([begun, duty]).toEqual([1, []])
  })

  it('is not complained of when it fails because it shall end', async () => {
    const ending = new AbortController()
    const told: unknown[] = []
    await persistently({ signal: ending.signal, onTrouble: (error) => told.push(error) }, async () => {
      ending.abort()
      throw new Error('closed')
    })
    expect(told).toEqual([])
  })
})
