import type { AnyEventDefinition, DomainEvent, EventDefinition, EventMetadata, Recorded } from './event.js'
import type { NewStoredEvent, StoredEvent } from './event-store.js'
import { erased, seal, unseal } from './personal-data.js'
import type { PersonalKeys } from './personal-data.js'

/** The name under which a version of an event is stored, for ever. */
export const storedType = (name: string, version: number): string => `${name}.v${version}`

/** A stored event whose version is newer than this program knows: it must not be read as if it were understood. */
export class UnknownEventVersion extends Error {
  constructor(stored: StoredEvent) {
    super(`${stored.stream}@${stored.revision} holds ${stored.type}, which this version of the service does not know`)
    this.name = 'UnknownEventVersion'
  }
}

/** Between events as the domain speaks of them and events as they are stored: versions, upcasts, personal data. */
export class Codec {
  private readonly definitions = new Map<string, EventDefinition>()

  constructor(
    definitions: readonly AnyEventDefinition[],
    private readonly keys: Pick<PersonalKeys, 'find' | 'findOrCreate'>,
  ) {
    for (const definition of definitions) {
      const known = this.definitions.get(definition.eventName)
      if (known && known !== definition) throw new Error(`two kinds of event are called ${definition.eventName}`)
      this.definitions.set(definition.eventName, definition)
    }
  }

  /** The newest stored type of each kind of event with that name. */
  storedTypes(names: readonly string[]): readonly string[] {
    return names.flatMap((name) => {
      const { version } = this.definition(name)
      return Array.from({ length: version }, (_, older) => storedType(name, older + 1))
    })
  }

  async encode(event: DomainEvent, id: string, metadata: EventMetadata): Promise<NewStoredEvent> {
    const { eventName, version, personal } = this.definition(event.type)
    const data = personal.length === 0 ? event.data : await this.sealFields(event.data, id, personal)
    return { id, type: storedType(eventName, version), data, metadata }
  }

  /** Events of kinds that nobody here declared come back as `undefined`. */
  async decode(stored: readonly StoredEvent[]): Promise<readonly (Recorded | undefined)[]> {
    const persons = new Set<string>()
    for (const one of stored) {
      if (this.lookUp(one)?.definition.personal.length) persons.add(personOf(one.data))
    }
    const keys = persons.size === 0 ? new Map<string, Buffer>() : await this.keys.find([...persons])
    return stored.map((one) => this.decodeOne(one, keys))
  }

  private decodeOne(stored: StoredEvent, keys: ReadonlyMap<string, Buffer>): Recorded | undefined {
    const found = this.lookUp(stored)
    if (!found) return undefined
    const { definition, version } = found
    let data = stored.data
    if (definition.personal.length > 0) data = openFields(data, stored.id, definition.personal, keys)
    for (let older = version; older < definition.version; older += 1) {
      data = definition.upcasts[older]?.(data as never)
    }
    const { id, stream, revision, position, metadata } = stored
    return { type: definition.eventName, data, id, stream, revision, position, metadata: metadata as EventMetadata }
  }

  private lookUp(stored: StoredEvent): { definition: EventDefinition; version: number } | undefined {
    const dot = stored.type.lastIndexOf('.v')
    const definition = this.definitions.get(stored.type.slice(0, dot))
    if (dot < 0 || !definition) return undefined
    const version = Number(stored.type.slice(dot + 2))
    if (!(version >= 1 && version <= definition.version)) throw new UnknownEventVersion(stored)
    return { definition, version }
  }

  private async sealFields(data: unknown, id: string, fields: readonly string[]): Promise<unknown> {
    const key = await this.keys.findOrCreate(personOf(data))
    return mapFields(data, fields, (value, field) => seal(value, key, `${id}/${field}`))
  }

  private definition(name: string): EventDefinition {
    const definition = this.definitions.get(name)
    if (!definition) throw new Error(`no event is called ${name}`)
    return definition
  }
}

/** Whose personal data an event holds: the field `customer` of its data. */
const personOf = (data: unknown): string => (data as { customer: string }).customer

function openFields(data: unknown, id: string, fields: readonly string[], keys: ReadonlyMap<string, Buffer>): unknown {
  const key = keys.get(personOf(data))
  return mapFields(data, fields, (value, field) => (key ? opened(value as string, key, `${id}/${field}`) : erased))
}

/** A key that was lost and made anew does not open what the first one has sealed: it reads as what has no key at all. */
function opened(value: string, key: Buffer, place: string): unknown {
  try {
    return unseal(value, key, place)
  } catch {
    return erased
  }
}

function mapFields(data: unknown, fields: readonly string[], change: (value: unknown, field: string) => unknown) {
  const changed: Record<string, unknown> = { ...(data as object) }
  for (const field of fields) {
    if (changed[field] !== undefined) changed[field] = change(changed[field], field)
  }
  return changed
}
