import { storedType } from '@ledger/event-sourcing'
import type { AnyEventDefinition, WrittenEvent } from '@ledger/event-sourcing'
import type { Findings } from './finding.js'

/** Streams in which personal data may stand. */
const PERSONAL_STREAMS = 'customer-'
/** What a sealed value begins with. */
const SEALED = 'sealed.v1.'
const TOLD = ['occurredAt', 'recordedAt', 'actor', '$correlationId', '$causationId', 'commandId']

/** What must hold of every event by itself and of its place in its stream. Memory grows with the streams. */
export class LogRules {
  private readonly personal: ReadonlyMap<string, readonly string[]>
  private readonly revisions = new Map<string, number>()
  private position = 0

  constructor(
    definitions: readonly AnyEventDefinition[],
    private readonly findings: Findings,
  ) {
    this.personal = new Map(
      definitions.flatMap(({ eventName, version, personal }) =>
        Array.from({ length: version }, (_, older) => [storedType(eventName, older + 1), personal] as const),
      ),
    )
  }

  get streams(): number {
    return this.revisions.size
  }

  /**
   * @param metadata what its text says
   * @param text the canonical JSON of the event, which its leaf is made of
   */
  check(event: WrittenEvent, metadata: unknown, text: string): void {
    this.checkOrder(event)
    this.checkMetadata(event, metadata)
    const personal = this.personal.get(event.type)
    if (personal) this.checkPersonal(event, personal, text)
    else this.found(event, 'type-unknown', `${event.type} is no kind of event that this version knows`)
  }

  private checkOrder(event: WrittenEvent): void {
    const { stream, revision, position } = event
    if (position <= this.position) this.found(event, 'out-of-order', `it comes after position ${this.position}`)
    this.position = position
    const expected = (this.revisions.get(stream) ?? -1) + 1
    this.revisions.set(stream, revision)
    if (revision !== expected)
      this.found(event, 'revision-gap', `${stream} has revision ${revision} where ${expected} must stand`)
  }

  private checkMetadata(event: WrittenEvent, metadata: unknown): void {
    const told = (metadata ?? {}) as Readonly<Record<string, unknown>>
    if (TOLD.every((name) => typeof told[name] === 'string')) return
    const missing = TOLD.filter((name) => typeof told[name] !== 'string')
    this.found(event, 'metadata-incomplete', `it does not say ${missing.join(', ')}`)
  }

  private checkPersonal(event: WrittenEvent, fields: readonly string[], text: string): void {
    if (fields.length === 0 && !text.includes(SEALED)) return
    const data = (JSON.parse(event.data) ?? {}) as Readonly<Record<string, unknown>>
    const there = fields.filter((name) => data[name] !== undefined)
    const sealed = there.filter((name) => typeof data[name] === 'string' && data[name].startsWith(SEALED))
    if (sealed.length < there.length) this.found(event, 'personal-data-open', `personal data stands there unsealed`)
    if (sealed.length > 0 && !event.stream.startsWith(PERSONAL_STREAMS))
      this.found(event, 'personal-data-misplaced', `personal data stands in ${event.stream}`)
    if (text.split(`"${SEALED}`).length - 1 > sealed.length)
      this.found(event, 'personal-data-misplaced', `sealed data stands in a field that is not meant for it`)
  }

  private found({ position }: WrittenEvent, code: string, message: string): void {
    this.findings.add({ code, message, position })
  }
}
