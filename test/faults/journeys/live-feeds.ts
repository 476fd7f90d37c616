import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { checkService } from '../checks/service.js'
import { silentReader } from '../connections.js'
import type { Circumstances, Journey, Outcome } from '../journey.js'
import { preparedPlace } from '../place.js'
import type { Place, Running } from '../place.js'
import { randomOf } from '../random.js'
import { summaryOf } from '../summary.js'
import { comesTrue, during, pause } from '../waiting.js'

const MANY = 10_000
const FEW = 1_000
const LISTENING = 100
const UNREAD = 100
/** What else a process needs. */
const FILES_BESIDE = 300
const LOAD_MS = 4_000
/** A connection with its subscription, in bytes; measured about half of that. */
const BYTES_PER_READER = 100_000
/** Whatever is written, a reader who does not read is held within this. */
const BYTES_PER_UNREAD = 2_000_000

/** Many readers of the live feed that hear nothing, some that hear everything, and some that never read. */
export const liveFeeds: Journey = {
  name: 'live-feeds',
  about: 'ten thousand idle readers of the live feed and some that never read: commands go on, memory is bounded',
  async run(circumstances): Promise<Outcome> {
    const { stack, seed } = circumstances
    await using place = await preparedPlace('feeds', circumstances)
    const service = await place.start()
    const count = readersPossible(circumstances)
    const alone = await memoryOf(service)
    const readers: Socket[] = []
    try {
      await connectIdle(place, service, count, readers, circumstances)
      const idle = await memoryOf(service)
      const listeners = Array.from({ length: LISTENING }, () => listener(place, service, readers))
      const loaded = () =>
        during(
          place.load,
          () => service.url,
          () => pause(LOAD_MS),
        )
      // What the load itself takes is there before those come who do not read.
      await loaded()
      const heardOnly = await memoryOf(service)
      const unread = Array.from({ length: UNREAD }, () => listener(place, service, readers))
      for (const { socket } of unread) socket.pause()
      const before = place.load.acknowledged.length
      await loaded()
      await place.load.finish(() => service.url, AbortSignal.timeout(60_000))
      const answered = place.load.acknowledged.slice(before).map(({ sentAt, answeredAt }) => answeredAt - sentAt)
      // What is garbage by now is collected at some time: it counts what is left.
      let busy = Infinity
      await comesTrue(async () => {
        busy = Math.min(busy, await memoryOf(service))
        return busy - heardOnly <= UNREAD * BYTES_PER_UNREAD
      })
      const checked = await checkService(stack, place, service, randomOf(`feeds/${seed}`))
      const head = checked.log.at(-1)!.position
      // Who reads at last hears everything, where the service has not lost patience with it.
      for (const { socket } of unread) socket.resume()
      const all = [...listeners, ...unread]
      const heard = await comesTrue(() => all.every((one) => one.last() === head || one.socket.closed), 30_000)
      const positions = checked.log.map(({ position }) => position)
      const found = [
        ...(heard
          ? []
          : [`listeners have not heard everything: ${all.map((one) => one.last()).join(', ')} of ${head}`]),
        ...listeners.flatMap((one) => (one.socket.closed ? ['a listener was let go'] : [])),
        ...all.flatMap((one) => one.wrong(positions)),
        ...over('idle reader', idle - alone, count, BYTES_PER_READER),
        ...over('reader who does not read', busy - heardOnly, UNREAD, BYTES_PER_UNREAD),
        ...checked.found,
      ]
      const told = [
        `${count} idle readers, ${LISTENING} that listen, ${UNREAD} that never read`,
        `memory: ${mb(alone)} alone, ${mb(idle)} with the idle ones, ${mb(heardOnly)} under load, ${mb(busy)} with the unread ones`,
        `commands meanwhile: median ${percentile(answered, 50)} ms, 95 % within ${percentile(answered, 95)} ms`,
      ]
      return { told: [...told, ...summaryOf(place.load, checked.log)], found }
    } finally {
      for (const one of readers) one.destroy()
      await service.process.end('SIGKILL')
    }
  },
}

/** As many as the system lets a process have, and fewer in a short run. */
function readersPossible({ rounds, progress }: Circumstances): number {
  const wanted = rounds < 25 ? FEW : MANY
  const limits = readLimits()
  const possible = Math.min(wanted, limits - FILES_BESIDE - LISTENING - UNREAD)
  if (possible < wanted)
    progress(`only ${possible} readers: a process may open ${limits} files; raise it with ulimit -n`)
  return possible
}

/** How many files a process may open; Node raises what it has to what it may have. */
function readLimits(): number {
  try {
    return Number(/^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1])
  } catch {
    return 4_096
  }
}

async function connectIdle(
  place: Place,
  { url }: Running,
  count: number,
  readers: Socket[],
  { progress }: Circumstances,
) {
  let begun = 0
  for (let at = 0; at < count; at += 1) {
    const reader = silentReader(url, place.tokens.admin, 'live-feed', '&streams=nothing-')
    reader.once('data', () => (begun += 1))
    readers.push(reader)
    // The queue of connections that wait to be taken is short.
    if (at % 100 === 99) await comesTrue(() => begun > at - 100)
    if (at % 1_000 === 999) progress(`${at + 1} readers`)
  }
  if (!(await comesTrue(() => begun === count))) throw new Error(`only ${begun} of ${count} readers were let in`)
}

/** A reader that follows the feed; what it heard must be the log, in order and without a gap. */
function listener(place: Place, { url }: Running, readers: Socket[]) {
  const socket = silentReader(url, place.tokens.admin, 'live-feed')
  readers.push(socket)
  const heard: number[] = []
  let rest = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const id = /^id: (\d+)$/.exec(line.trim())?.[1]
      if (id !== undefined) heard.push(Number(id))
    }
  })
  return { socket, last: () => heard.at(-1), wrong: (positions: readonly number[]) => unlike(heard, positions) }
}

/** What was heard is the log from its beginning: in order, without a gap, nothing twice. */
function unlike(heard: readonly number[], positions: readonly number[]): readonly string[] {
  const at = heard.findIndex((position, index) => position !== positions[index])
  return at < 0 ? [] : [`a listener heard ${heard[at]} where ${positions[at] ?? 'nothing'} stands in the log`]
}

async function memoryOf({ admin }: Running): Promise<number> {
  const { body } = await admin.get('/metrics')
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(body as string)?.[1])
}

const over = (what: string, bytes: number, count: number, bound: number): readonly string[] =>
  bytes / count > bound ? [`an ${what} takes ${Math.round(bytes / count)} bytes of memory`] : []

const mb = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`

const percentile = (values: readonly number[], share: number): number =>
  Math.round(values.toSorted((one, other) => one - other)[Math.floor((values.length * share) / 100)] ?? 0)
