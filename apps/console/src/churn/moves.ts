import type { Schemas } from '../api/client'
import { tiers } from './use-churn'
import type { Tier } from './use-churn'

/** How many customers stood in a tier at the start of the month, and in which at its end. */
export interface Move {
  readonly from: Tier | 'none'
  readonly to: Tier
  readonly customers: number
}

/** Where somebody may have stood at the start of a month. */
export const starts = [...tiers, 'none'] as const

export const movesOf = (moves: Schemas['Moves']): readonly Move[] =>
  starts
    .flatMap((from) => tiers.map((to) => ({ from, to, customers: moves[from][to] })))
    .filter(({ customers }) => customers > 0)

/** How many rose, fell, stayed, and are new. */
export function summaryOf(moves: readonly Move[]) {
  const sum = (which: (move: Move) => boolean) =>
    moves.filter(which).reduce((total, { customers }) => total + customers, 0)
  const known = ({ from }: Move) => from !== 'none'
  return {
    up: sum((move) => known(move) && move.to < move.from),
    down: sum((move) => known(move) && move.to > move.from),
    stay: sum(({ from, to }) => from === to),
    fresh: sum((move) => !known(move)),
  }
}
