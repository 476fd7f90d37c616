import type { Finding } from './check/finding.js'
import { LogBooks } from './check/ledger-log.js'
import { growth, sizeOf } from './check/growth.js'
import type { Size } from './check/growth.js'
import { requestsOf } from './generate/requests.js'
import type { House } from './service/house.js'
import { send } from './send.js'
import type { Outcome, Sender } from './send.js'

/** What came of the requests. */
export interface Onslaught {
  /** Kind → status → how often. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly sent: number
  readonly seconds: number
  /** Seconds of the request that waited longest, and which it was. */
  readonly slowest: { readonly seconds: number; readonly number: number }
  /** Events that were written meanwhile. */
  readonly events: number
  readonly before: Size
  readonly after: Size
  readonly findings: readonly Finding[]
}

export interface OnslaughtOptions {
  readonly requests: number
  readonly seed: number
  readonly onProgress: (done: number, findings: number) => void
}

/** So many requests go out before the books are balanced, and so many of them at once. */
const BATCH = 200
const AT_ONCE = 40
/** Every so many batches go out one by one, each request balanced with the log by itself. */
const ALONE_EVERY = 20
/** After so many requests, or a fifth of them, everything is loaded that stays. */
const WARM_AFTER = 10_000

/** Sends the requests of a seed, batch after batch, and keeps the books. */
export async function onslaught(house: House, { requests, seed, onProgress }: OnslaughtOptions): Promise<Onslaught> {
  const { client, service, tokens } = house
  const request = requestsOf(house.description, house.cursors, seed)
  const books = new LogBooks(client, service.admin)
  await books.open()
  const sender: Sender = { client, host: service.host, port: service.port, tokens, books, seed }
  const tally = new Tally()
  let before: Size | undefined
  const warm = Math.min(WARM_AFTER, Math.ceil(requests / 5))
  for (let done = 0; done < requests && service.exitCode() === null; done += BATCH) {
    if (!before && done >= warm) before = await sizeOf(service, client)
    const numbers = Array.from({ length: Math.min(BATCH, requests - done) }, (_, n) => done + n)
    const alone = (done / BATCH) % ALONE_EVERY === 0
    for (const together of alone ? numbers.map((number) => [number]) : [numbers]) {
      await atOnce(AT_ONCE, together, async (number) => tally.add(number, await send(sender, number, request(number))))
      tally.findings.push(...(await books.balance()).map((one) => named(one, request)))
    }
    onProgress(done + numbers.length, tally.findings.length)
  }
  if (service.exitCode() !== null) throw new Error(`the service ended with ${service.exitCode()}: ${service.log()}`)
  const after = await sizeOf(service, client)
  before ??= after
  return {
    ...tally.summary(),
    events: books.events,
    before,
    after,
    findings: [...tally.findings, ...growth(before, after)],
  }
}

const named = (finding: Finding, request: ReturnType<typeof requestsOf>): Finding =>
  finding.number === undefined ? finding : { ...finding, request: request(finding.number) }

/** Does something for all, with a few under way at a time. */
async function atOnce<T>(few: number, all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values()
  const worker = async () => {
    for (const one of left) await work(one)
  }
  await Promise.all(Array.from({ length: few }, worker))
}

/** Counts what comes back. */
class Tally {
  readonly findings: Finding[] = []
  private readonly counts = new Map<string, Map<string, number>>()
  private readonly begun = performance.now()
  private sent = 0
  private slowest = { seconds: 0, number: -1 }

  add(number: number, { request, status, seconds, findings }: Outcome): void {
    const ofKind = this.counts.get(request.kind) ?? new Map<string, number>()
    this.counts.set(request.kind, ofKind.set(status, (ofKind.get(status) ?? 0) + 1))
    if (seconds > this.slowest.seconds) this.slowest = { seconds, number }
    this.findings.push(...findings)
    this.sent += 1
  }

  summary() {
    const seconds = (performance.now() - this.begun) / 1_000
    return { counts: this.counts, sent: this.sent, seconds, slowest: this.slowest }
  }
}
