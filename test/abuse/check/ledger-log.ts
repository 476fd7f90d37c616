import type { Client } from '../service/client.js'
import type { Finding } from './finding.js'

/** What stands in the log, as far as it matters who caused it. */
interface LoggedEvent {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly position: number
  readonly actor: string
  readonly commandid: string
  readonly correlationid: string
  readonly causationid: string
}

interface Claim {
  readonly number: number
  readonly commandId: string
  readonly ids: readonly string[]
}

const CHECK = 'nothing is written by what was refused'
/** What only requests that hide in others write to. */
const SMUGGLED = 'customer-smuggled'
const PAGE = 1_000

/**
 * Keeps the books of the log. Every event belongs to a request that was accepted: it stands in the conversation of that
 * request, or was claimed by its answer, or is part of bulk work that was accepted, or follows from one that does. Every
 * claim is an event. What no entry explains was written by a request that was refused, or by nobody.
 */
export class LogBooks {
  position = 0
  events = 0
  private readonly client: Client
  private readonly token: string
  private readonly accepted = new Set<string>()
  private readonly refused = new Map<string, number>()
  private readonly written = new Map<string, number>()
  private claims: Claim[] = []

  constructor(client: Client, token: string) {
    this.client = client
    this.token = token
  }

  /** What was written until now is not looked at. */
  async open(): Promise<void> {
    for (;;) {
      const page = await this.page()
      if (page.length === 0) return
      this.position = page.at(-1)!.position
    }
  }

  /** An answer came: `trace` names the conversation of the request. */
  enter(
    number: number,
    trace: string,
    status: number,
    body: { commandId?: string; work?: string | { work: string }; events?: readonly { id: string }[] },
  ): void {
    if (status >= 300) return void this.refused.set(trace, number)
    this.accepted.add(trace)
    // Of bulk work its id; an import tells all about its work.
    if (body.work !== undefined) this.accepted.add(typeof body.work === 'string' ? body.work : body.work.work)
    if (body.commandId === undefined) return
    this.accepted.add(body.commandId)
    this.claims.push({ number, commandId: body.commandId, ids: (body.events ?? []).map(({ id }) => id) })
  }

  /** No answer came, which says nothing of what was done: who hangs up first gets none. */
  excuse(trace: string): void {
    this.accepted.add(trace)
  }

  /** Reads what was written since the last time and balances it with what was answered. */
  async balance(): Promise<readonly Finding[]> {
    const findings: Finding[] = []
    for (;;) {
      const page = await this.page()
      for (const event of page) findings.push(...this.explained(event))
      this.events += page.length
      this.position = page.at(-1)?.position ?? this.position
      if (page.length < PAGE) break
    }
    findings.push(...this.unkept())
    this.claims = []
    this.refused.clear()
    return findings
  }

  private explained(event: LoggedEvent): readonly Finding[] {
    const { id, commandid, correlationid, causationid, actor, type, subject, position } = event
    this.written.set(id, (this.written.get(id) ?? 0) + 1)
    const belongsTo = [correlationid, commandid, causationid, subject.replace(/^work-/, '')]
    const known = belongsTo.some((one) => this.accepted.has(one))
    // What follows from it belongs to it, too: a request may name a conversation of its own.
    if (known) this.accepted.add(id)
    if (subject === SMUGGLED) return [{ check: CHECK, what: `${type} at ${position} was hidden in another request` }]
    // Offers end by the clock, whoever registered.
    if (known || actor === 'process:offers') return []
    const number = this.refused.get(correlationid)
    const what = `${type} in ${subject} at ${position} belongs to nothing that was accepted`
    return [{ check: CHECK, what, ...(number === undefined ? {} : { number }) }]
  }

  private unkept(): readonly Finding[] {
    const check = 'everything claimed is written, once'
    return this.claims.flatMap(({ number, ids }) =>
      ids
        .filter((id) => this.written.get(id) !== 1)
        .map((id) => ({ check, what: `the event ${id} stands in the log ${this.written.get(id) ?? 0} times`, number })),
    )
  }

  private async page(): Promise<readonly LoggedEvent[]> {
    const target = `/v1/events?after=${this.position}&limit=${PAGE}`
    const answer = await this.client.send({
      method: 'GET',
      target,
      headers: [['Authorization', `Bearer ${this.token}`]],
    })
    if (answer.status !== 200) throw new Error(`the log cannot be read: ${answer.status} ${answer.text}`)
    return (JSON.parse(answer.text) as { items: readonly LoggedEvent[] }).items
  }
}
