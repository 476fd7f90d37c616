import { zone } from '../../shared/format'
import type { Manifest } from '../manifest'

/** What this browser remembers of one import for the next one. */
interface Remembered {
  readonly sources: readonly string[]
  readonly zone: string
  readonly currency: string
}

const NAME = 'import habits'
const MOST_SOURCES = 20

export function remembered(): Remembered {
  const text = localStorage.getItem(NAME)
  return text === null ? { sources: [], zone, currency: 'EUR' } : (JSON.parse(text) as Remembered)
}

/** A source that is not the right one would double what is there, so it is offered, and never taken by itself. */
export const habits = () => ({ source: '', zone: remembered().zone, currency: remembered().currency })

export function remember({ source, zone, currency }: Manifest): void {
  const sources = [...new Set([source, ...remembered().sources])].slice(0, MOST_SOURCES)
  localStorage.setItem(NAME, JSON.stringify({ sources, zone, currency } satisfies Remembered))
}
