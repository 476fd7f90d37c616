import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import type { Channel } from './channel.js'
import { Ends } from './ends.js'
import { LogReader } from './log-reader.js'
import { StreamNames } from './stream-names.js'

/** A connection as HTTP/2 has it: a hundred calls are carried at once, and the next one waits unseen. */
function connection(answerMs: number) {
  const queue: (() => void)[] = []
  let [carried, calls] = [0, 0]
  const channel = {
    async read() {
      calls += 1
      const call = Object.assign(new EventEmitter(), { pause: () => 0, resume: () => 0, cancel: () => 0 })
      const answer = async () => {
        carried += 1
        await sleep(answerMs)
        call.emit('end')
        carried -= 1
        queue.shift()?.()
      }
      if (carried < 100) void answer()
      else queue.push(() => void answer())
      return call
    },
  }
  return { channel: channel as unknown as Channel, calls: () => calls }
}

it('does not take for silence of the server what is its own waiting for room on the connection', async () => {
  const { channel, calls } = connection(30)
  const patience = { answerMs: 150, scanMs: 10_000, againMs: 10_000 }
  const reader = new LogReader(channel, new StreamNames('test-'), patience, new Ends())
  const streams = Array.from({ length: 1_000 }, (_, at) => `s-${at}`)
  const read = streams.map((stream) => Array.fromAsync(reader.ofStream(stream, 0, 'forwards', 1)))
  expect((await Promise.all(read)).flat()).toEqual([])
  expect(calls()).toBe(streams.length)
})
