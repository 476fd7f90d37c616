import { describe, expect, it, jest } from '@jest/globals'
import { Rhythm } from './rhythm.js'

const turns = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

describe('a rhythm', () => {
  it('begins at once, leaves out beats while one takes long, and goes on afterwards', async () => {
    jest.useFakeTimers()
    try {
      const finish: (() => void)[] = []
      const rhythm = new Rhythm(() => new Promise((resolve) => finish.push(resolve)), 1_000)
      rhythm.start()
      jest.advanceTimersByTime(60_000)
      expect(finish).toHaveLength(1)
      finish[0]!()
      await turns()
      jest.advanceTimersByTime(1_000)
      expect(finish).toHaveLength(2)
      const stopped = rhythm.stop()
      finish[1]!()
      await stopped
      jest.advanceTimersByTime(5_000)
      expect(finish).toHaveLength(2)
    } finally {
      jest.useRealTimers()
    }
  })
})
