import type { EventMetadata, StoredEvent } from '@ledger/event-sourcing'

interface Naming {
  readonly cost?: string
  readonly commitment?: string
  readonly purchase?: string
  readonly contract?: string
  readonly customer?: string
  readonly lapsed?: readonly string[]
  readonly customers?: readonly string[]
}

/** Of a stream, what stands on all that is before it: a final list is one of everybody whom it lists. */
const ALL = '*'

/**
 * What in its stream an event stands on, by the stream's category, itself first; undefined where it is a fact of its own.
 * A cost stands on the commitment that it settles, which does not stand on it.
 */
const standsOn: Readonly<Record<string, (data: Naming) => string | readonly [string, string] | undefined>> = {
  campaign: ({ cost, commitment }) => {
    if (commitment === undefined) return cost === undefined ? 'plan' : `cost ${cost}`
    return cost === undefined ? `commitment ${commitment}` : [`cost ${cost}`, `commitment ${commitment}`]
  },
  desk: ({ customer, lapsed, customers }) => (lapsed || customers ? ALL : customer),
  customer: ({ purchase, contract }) => (purchase === undefined ? contract : `purchase ${purchase}`),
  policy: () => 'policy',
}

/** Streams of which there is nothing before their first event. */
const BEGINNING = /^(?:campaign|policy)-/

/**
 * What had not happened by a moment, found event by event in the order of the log. What stands on something that had not
 * happened had not either: no approval without its plan, no return without its purchase, whatever times were told.
 * Memory grows with what is left out.
 */
export class LeftOut {
  private readonly places = new Set<string>()

  constructor(private readonly occurredBy: string) {}

  has({ stream, revision, data, metadata }: StoredEvent): boolean {
    const groups = [standsOn[stream.slice(0, stream.indexOf('-'))]?.((data ?? {}) as Naming) ?? []].flat()
    const places = groups.map((group) => `${stream} ${group}`)
    const late = (metadata as EventMetadata).occurredAt > this.occurredBy
    const missing = [stream, ...places].some((place) => this.places.has(place))
    if (!late && !missing) return false
    if (revision === 0 && BEGINNING.test(stream)) this.places.add(stream)
    else if (places[0] !== undefined) this.places.add(places[0])
    if (stream.startsWith('desk-')) this.places.add(`${stream} ${ALL}`)
    return true
  }
}
