import type { Schemas } from '../../api/client'

type Chosen = Schemas['FunnelStagesInForce']['value'][number]

/** A stage that can be chosen: when it begins and ends, in words; as usual where nothing is said. */
export interface StageRow {
  readonly stage: string
  readonly chosen: boolean
  readonly start: string
  readonly end: string
}

/** The stages in force in their order, and each of the others where people would pass it. */
export function rowsOf(inForce: readonly Chosen[], known: readonly string[]): readonly StageRow[] {
  const rows: StageRow[] = inForce.map((one) => ({ ...one, chosen: true }))
  for (const [at, stage] of known.entries()) {
    if (rows.some((row) => row.stage === stage)) continue
    const before = rows.findLastIndex((row) => known.slice(0, at).includes(row.stage))
    rows.splice(before + 1, 0, { stage, chosen: false, start: '', end: '' })
  }
  return rows
}

/** With a row one place further up (-1) or down (1); the same where it stands at the end already. */
export function moved(rows: readonly StageRow[], at: number, by: -1 | 1): readonly StageRow[] {
  const other = rows[at + by]
  return other ? rows.with(at + by, rows[at]!).with(at, other) : rows
}

/** What is sent of them. */
export const chosenOf = (rows: readonly StageRow[]): readonly object[] =>
  rows
    .filter(({ chosen }) => chosen)
    .map(({ stage, start, end }) => ({
      stage,
      ...(start.trim() === '' ? {} : { start: start.trim() }),
      ...(end.trim() === '' ? {} : { end: end.trim() }),
    }))
