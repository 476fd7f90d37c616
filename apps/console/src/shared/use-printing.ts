import { useSyncExternalStore } from 'react'

const paper = matchMedia('print')
const readers = new Set<() => void>()
// Kept here, not asked of the query: a browser that was asked between a change and its event does not send the event.
let printing = paper.matches

function turn(to: boolean): void {
  printing = to
  for (const told of readers) told()
}
addEventListener('beforeprint', () => turn(true))
addEventListener('afterprint', () => turn(false))
paper.addEventListener('change', ({ matches }) => turn(matches))

function follow(told: () => void): () => void {
  readers.add(told)
  return () => readers.delete(told)
}

/** Whether the page is being put on paper, for what styles alone cannot do. */
export const usePrinting = (): boolean => useSyncExternalStore(follow, () => printing)
