import { callerOf } from '../caller.js'
import type { Caller, Reply } from '../caller.js'
import type { Random } from '../random.js'
import type { Acknowledged } from './acknowledged.js'
import { commands } from './commands.js'
import type { Step } from './commands.js'

export interface Tokens {
  readonly admin: string
  readonly alex: string
}

/** A service that takes a step: one of several where several processes serve. */
export type Route = (step: Step) => string

const RETRY_MS = 25
const HANGS_MS = 15_000

/**
 * Several writers at once, each with its own endless list of commands. A step that got no answer is sent again, with
 * its key, until it is answered, whatever happens to the service meanwhile.
 */
export class Load {
  readonly acknowledged: Acknowledged[] = []
  /** Answers that no client should ever get. */
  readonly wrong: string[] = []
  /** When each step was sent first that has not been answered yet. */
  private readonly pending = new Map<Step, number>()
  private readonly sources: readonly Iterator<Step, never>[]
  private readonly tokens: Tokens
  private readonly callers = new Map<string, Caller>()

  constructor(run: string, random: Random, tokens: Tokens, writers = 8) {
    this.tokens = tokens
    this.sources = Array.from({ length: writers }, (_, writer) => commands(run, writer, random.fork(writer)))
  }

  /** What was sent and has no answer yet. */
  get open(): readonly Step[] {
    return [...this.pending.keys()]
  }

  get unanswered(): number {
    return this.pending.size
  }

  /** Goes on until the signal: sends again what is open, and whatever comes next. */
  async run(route: Route, stop: AbortSignal): Promise<void> {
    const again = [...this.pending.keys()].map((step) => this.settle(step, route, stop))
    const fresh = this.sources.map(async (source) => {
      while (!stop.aborted) await this.settle(source.next().value, route, stop)
    })
    await Promise.all([...again, ...fresh])
  }

  /** Sends those steps one after the other; each is answered before the next. */
  async inOrder(steps: readonly Step[], route: Route, stop: AbortSignal): Promise<void> {
    for (const step of steps) await this.settle(step, route, stop)
  }

  /** Sends again whatever is open, and nothing else. */
  async finish(route: Route, stop: AbortSignal): Promise<void> {
    await Promise.all([...this.pending.keys()].map((step) => this.settle(step, route, stop)))
  }

  /** Sends a step until it is answered, or until the signal. */
  async settle(step: Step, route: Route, stop: AbortSignal): Promise<void> {
    if (!this.pending.has(step)) this.pending.set(step, performance.now())
    while (!stop.aborted) {
      const reply = await this.send(step, route).catch(() => undefined)
      if (reply && isAnswer(reply)) return this.acknowledge(step, reply)
      if (reply && reply.status !== 503) {
        this.wrong.push(`${step.kind} ${step.key} was answered ${reply.status} ${JSON.stringify(reply.body)}`)
        return void this.pending.delete(step)
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }

  send(step: Step, route: Route): Promise<Reply> {
    const url = route(step)
    const token = this.tokens[step.by]
    const name = `${url} ${token}`
    const caller = this.callers.get(name) ?? callerOf(url, token, HANGS_MS)
    this.callers.set(name, caller)
    return caller.post(step.path, step.body, { 'idempotency-key': step.key })
  }

  private acknowledge(step: Step, reply: Reply): void {
    const sentAt = this.pending.get(step)!
    this.pending.delete(step)
    this.acknowledged.push({ step, reply, sentAt, answeredAt: performance.now() })
  }
}

/** Done, or refused by the rules; everything else says nothing about what became of it. */
const isAnswer = ({ status }: Reply): boolean => status < 300 || [403, 404, 409, 412, 422].includes(status)
