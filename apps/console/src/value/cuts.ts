import type { Schemas } from '../api/client'
import { money, percent } from '../shared/format'
import { texts } from '../texts'

export type Cuts = Schemas['TierCuts']

/** Where one begins who tries another kind of cut. */
export const builtInCuts: Readonly<Record<Cuts['by'], Cuts>> = {
  rank: { by: 'rank', a: 0.2, b: 0.5, c: 0.8 },
  'cumulative-share': { by: 'cumulative-share', a: 0.5, b: 0.8, c: 0.95 },
  amount: { by: 'amount', a: 100_000, b: 50_000, c: 10_000 },
}

/** Cuts as a question writes them: `rank:0.2,0.5,0.8`. */
export const cutsText = ({ by, a, b, c }: Cuts): string => `${by}:${a},${b},${c}`

/** Cuts as people read them, from those of a question: `Share of customers: 20%, 50%, 80%`. */
export function cutsName(text: string, currency: string): string {
  const [by = '', numbers = ''] = text.split(':')
  const written = texts.value.cutsBy[by as Cuts['by']] ?? by
  const shown = numbers
    .split(',')
    .map(Number)
    .map((one) => (by === 'amount' ? money(one, currency) : percent(one)))
  return `${written}: ${shown.join(', ')}`
}

/** Whether A ends before B, and B before C; amounts fall, shares rise between 0 and 1. */
export const inOrder = ({ by, a, b, c }: Cuts): boolean =>
  by === 'amount' ? a > b && b > c && c >= 0 : 0 < a && a < b && b < c && c < 1
