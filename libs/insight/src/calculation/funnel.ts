import { Column } from './column.js'
import { median } from './median.js'
import { rate } from './wilson.js'
import type { Rate } from './wilson.js'

/** A stage as it is configured: what brings a person into it and what ends it, in words. */
export interface StageDefinition {
  readonly name: string
  readonly start: string
  readonly end: string
}

/** One person's way: each person is one row. */
export interface FunnelRow {
  /** Per stage, in the order of the stages: when it was reached, in ms since 1970; null or nothing: it was not. */
  readonly times: readonly (number | null)[]
  readonly groups: readonly string[]
  readonly channels: readonly string[]
  readonly waves: readonly string[]
}

export interface FunnelStage extends StageDefinition {
  /** Who reached this stage and all before it; never more than at the stage before. */
  readonly count: number
  /** Who reached this stage without all before it: counted nowhere else, so that no rate is above one. */
  readonly beside: number
  /** Undefined at the first stage, and when no one was there to take the step. */
  readonly fromBefore: Rate | undefined
  readonly fromFirst: Rate | undefined
  /**
   * Median ms from the stage before, of everyone who reached both. Negative where the later stage came first, as
   * facts with the precision of a day or taken over from elsewhere may: leaving them out would make the others look slower.
   */
  readonly medianFromBefore: number | undefined
}

export interface FunnelPart {
  readonly key: string
  readonly stages: readonly FunnelStage[]
}

/** Whoever is in several groups, channels or waves counts once in the total and once in each. Parts ascend by key. */
export interface Funnel {
  readonly total: readonly FunnelStage[]
  readonly groups: readonly FunnelPart[]
  readonly channels: readonly FunnelPart[]
  readonly waves: readonly FunnelPart[]
}

/** Counts people through the stages in one pass; what it keeps of a person are the durations. */
export async function funnel(
  stages: readonly StageDefinition[],
  batches: AsyncIterable<readonly FunnelRow[]>,
): Promise<Funnel> {
  const total = stages.map(emptyTally)
  const [groups, channels, waves] = [new Map(), new Map(), new Map()] as [Parts, Parts, Parts]
  for await (const batch of batches) {
    for (const row of batch) {
      count(total, row.times)
      countIn(groups, row.groups, row.times, stages)
      countIn(channels, row.channels, row.times, stages)
      countIn(waves, row.waves, row.times, stages)
    }
  }
  return {
    total: measured(stages, total),
    groups: partsOf(stages, groups),
    channels: partsOf(stages, channels),
    waves: partsOf(stages, waves),
  }
}

interface Tally {
  count: number
  beside: number
  readonly durations: Column<Float64Array<ArrayBuffer>>
}
type Parts = Map<string, readonly Tally[]>

const emptyTally = (): Tally => ({ count: 0, beside: 0, durations: Column.ofFloats() })

function count(tallies: readonly Tally[], times: FunnelRow['times']): void {
  let reachedAll = true
  let before = NaN
  for (let stage = 0; stage < tallies.length; stage += 1) {
    const tally = tallies[stage]!
    const time = times[stage] ?? NaN
    if (Number.isNaN(time)) reachedAll = false
    else if (reachedAll) tally.count += 1
    else tally.beside += 1
    if (!Number.isNaN(time - before)) tally.durations.push(time - before)
    before = time
  }
}

function countIn(
  parts: Parts,
  keys: readonly string[],
  times: FunnelRow['times'],
  stages: readonly StageDefinition[],
): void {
  for (const key of keys.length > 1 ? new Set(keys) : keys) {
    let tallies = parts.get(key)
    if (!tallies) parts.set(key, (tallies = stages.map(emptyTally)))
    count(tallies, times)
  }
}

function partsOf(stages: readonly StageDefinition[], parts: Parts): FunnelPart[] {
  const ascending = [...parts].sort(([one], [other]) => (one < other ? -1 : 1))
  return ascending.map(([key, tallies]) => ({ key, stages: measured(stages, tallies) }))
}

function measured(stages: readonly StageDefinition[], tallies: readonly Tally[]): FunnelStage[] {
  return tallies.map(({ count, beside, durations }, stage) => {
    const [before, first] = [tallies[stage - 1], tallies[0]]
    return {
      ...stages[stage]!,
      count,
      beside,
      fromBefore: before && rate(count, before.count),
      fromFirst: before && first && rate(count, first.count),
      medianFromBefore: median(durations.values),
    }
  })
}
