import { storedType } from '@ledger/event-sourcing'
import type { AnyEventDefinition, StoredEvent } from '@ledger/event-sourcing'
import type { Finding, Findings } from './finding.js'
import { StreamParts } from './stream-parts.js'
import type { Break } from './stream-parts.js'

/** Streams in which personal data may stand. */
const PERSONAL_STREAMS = 'customer-'
/** What a sealed value begins with. */
const SEALED = 'sealed.v1.'
const TOLD = ['occurredAt', 'recordedAt', 'actor', '$correlationId', '$causationId', 'commandId']

/** The fields of personal data in each stored type of event that is known. */
export type KnownTypes = ReadonlyMap<string, readonly string[]>

export const knownTypesOf = (definitions: readonly AnyEventDefinition[]): KnownTypes =>
  new Map(
    definitions.flatMap(({ eventName, version, personal }) =>
      Array.from({ length: version }, (_, older) => [storedType(eventName, older + 1), personal] as const),
    ),
  )

/** What must hold of every event by itself and of its place in its stream. Memory grows with the streams. */
export class LogRules {
  readonly streams = new StreamParts()
  private position = 0

  constructor(
    private readonly types: KnownTypes,
    private readonly findings: Findings,
  ) {}

  /** @param text the canonical JSON of the event, which its leaf is made of */
  check(event: StoredEvent, text: string): void {
    this.checkOrder(event)
    this.checkMetadata(event)
    const personal = this.types.get(event.type)
    if (personal) this.checkPersonal(event, personal, text)
    else this.found(event, 'type-unknown', `${event.type} is no kind of event that this version knows`)
  }

  private checkOrder(event: StoredEvent): void {
    const { stream, revision, position } = event
    if (position <= this.position) this.found(event, 'out-of-order', `it comes after position ${this.position}`)
    this.position = position
    const before = this.streams.put(stream, revision, position)
    // Where a stream begins here, it is held against the ranges before.
    if (before !== undefined && revision !== before + 1)
      this.findings.add(gap({ stream, revision, expected: before + 1, position }))
  }

  private checkMetadata(event: StoredEvent): void {
    const told = (event.metadata ?? {}) as Readonly<Record<string, unknown>>
    if (TOLD.every((name) => typeof told[name] === 'string')) return
    const missing = TOLD.filter((name) => typeof told[name] !== 'string')
    this.found(event, 'metadata-incomplete', `it does not say ${missing.join(', ')}`)
  }

  private checkPersonal(event: StoredEvent, fields: readonly string[], text: string): void {
    if (fields.length === 0 && !text.includes(SEALED)) return
    const data = (event.data ?? {}) as Readonly<Record<string, unknown>>
    const there = fields.filter((name) => data[name] !== undefined)
    const sealed = there.filter((name) => typeof data[name] === 'string' && data[name].startsWith(SEALED))
    if (sealed.length < there.length) this.found(event, 'personal-data-open', `personal data stands there unsealed`)
    if (sealed.length > 0 && !event.stream.startsWith(PERSONAL_STREAMS))
      this.found(event, 'personal-data-misplaced', `personal data stands in ${event.stream}`)
    if (text.split(`"${SEALED}`).length - 1 > sealed.length)
      this.found(event, 'personal-data-misplaced', `sealed data stands in a field that is not meant for it`)
  }

  private found({ position }: StoredEvent, code: string, message: string): void {
    this.findings.add({ code, message, position })
  }
}

/** A stream in which revisions are missing, or stand where others must. */
export const gap = ({ stream, revision, expected, position }: Break): Finding => ({
  code: 'revision-gap',
  message: `${stream} has revision ${revision} where ${expected} must stand`,
  position,
})
