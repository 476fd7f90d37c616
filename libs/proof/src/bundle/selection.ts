import type { EventFilter, EventStore, Position, StoredEvent } from '@ledger/event-sourcing'
import type { BundleScope } from '@ledger/proof-verifier'
import type { TileStore } from '../tiles/tile-store.js'

/** A run of leaves; the first, and the one after the last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The leaves of a span of positions, as far as the tree of a size has them; found by halving, for positions rise. */
export async function leavesOf(tiles: TileStore, scope: BundleScope, size: number): Promise<Span | undefined> {
  if ('campaign' in scope) return undefined
  const firstFrom = async (wanted: Position): Promise<number> => {
    let [low, high] = [0, size]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const [position] = await tiles.positions(middle, 1)
      if (position! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
  return { from: await firstFrom(scope.from), to: await firstFrom(scope.to + 1) }
}

const POLICIES: EventFilter = { streamPrefixes: ['policy-'] }
const isPolicy = ({ stream }: StoredEvent): boolean => stream.startsWith('policy-')

/** The events that a bundle is about, in order. Policies always belong to it: without them no figure can be reckoned again. */
export async function* selected(
  events: EventStore,
  tiles: TileStore,
  scope: BundleScope,
  size: number,
): AsyncGenerator<StoredEvent> {
  const whole = { from: 0, to: size }
  if ('campaign' in scope) return yield* ofCampaign(scope.campaign, (filter) => run(events, tiles, whole, filter))
  const span = (await leavesOf(tiles, scope, size))!
  yield* run(events, tiles, { from: 0, to: span.from }, POLICIES)
  yield* run(events, tiles, span)
  yield* run(events, tiles, { from: span.to, to: size }, POLICIES)
}

/** What names the campaign in its stream or in its data; customers' streams hold what was bought because of it. */
async function* ofCampaign(
  campaign: string,
  read: (filter: EventFilter) => AsyncIterable<StoredEvent>,
): AsyncGenerator<StoredEvent> {
  const streams = [`campaign-${campaign}`, `desk-${campaign}`]
  const people = `participation-${campaign}:`
  for await (const event of read({ streamPrefixes: [...streams, people, 'customer-', 'policy-'] })) {
    const { stream, data } = event
    const isNamed = (data as { campaign?: unknown } | null)?.campaign === campaign
    if (streams.includes(stream) || stream.startsWith(people) || isNamed || isPolicy(event)) yield event
  }
}

/** Read from the position of the first leaf to that of the last: stores refuse positions at which no event stands. */
async function* run(
  events: EventStore,
  tiles: TileStore,
  { from, to }: Span,
  filter?: EventFilter,
): AsyncGenerator<StoredEvent> {
  if (from >= to) return
  const [[first], [last]] = [await tiles.positions(from, 1), await tiles.positions(to - 1, 1)]
  for await (const event of events.readAll({ from: first!, ...(filter ? { filter } : {}) })) {
    if (event.position > last!) return
    yield event
  }
}
