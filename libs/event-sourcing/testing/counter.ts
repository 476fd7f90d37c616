import { aggregate, decide, event, nothing, refuse } from '../src/index.js'

/** The smallest domain: numbers are added to a counter, each name once, up to a limit. */
export const added = event('Added')<{ counter: string; name: string; by: number }>()

export interface Count {
  readonly sum: number
  readonly names: Readonly<Record<string, number>>
}

export const Counter = aggregate({
  category: 'counter',
  ids: ['counter'],
  events: [added],
  initial: { sum: 0, names: {} } as Count,
  fold: ({ sum, names }, { data: { name, by } }): Count => ({ sum: sum + by, names: { ...names, [name]: by } }),
  snapshot: { version: 1, toJson: (count) => count, fromJson: (json) => json as Count },
})

export const LIMIT = 1_000_000

export class Add {
  name: string
  by: number
}

export const add = decide(Counter, Add, {}, ({ sum, names }, { name, by }, { target }) => {
  if (names[name] === by) return nothing
  if (sum + by > LIMIT) return refuse('over-the-limit', { sum })
  return added({ ...target, name, by })
})
