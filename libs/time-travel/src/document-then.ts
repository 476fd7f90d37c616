import { mergedStreams, pagesOf } from '@ledger/event-sourcing'
import type { Codec, EventStore, Source } from '@ledger/event-sourcing'
import type { Document, Entry, View } from '@ledger/read-store'

/** One document of a view, folded from the streams that it is made of: no other document is needed for it. */
export async function documentThen<D extends Document>(
  codec: Codec,
  events: EventStore,
  view: View<D>,
  { key, sources }: { readonly key: string; readonly sources: readonly Source[] },
): Promise<Entry<D> | undefined> {
  const names = new Set(view.reads.map(({ eventName }) => eventName))
  let entry: Entry<D> | undefined
  for await (const page of pagesOf(mergedStreams(events, sources))) {
    for (const event of await codec.decode(page)) {
      if (!event || !names.has(event.type) || !view.keys(event).includes(key)) continue
      const document = view.fold(entry?.document, event, key)
      entry = document && { key, document, position: event.position }
    }
  }
  return entry
}
