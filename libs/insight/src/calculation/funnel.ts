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
  /**
   * False where nobody is recorded at this stage though people are at later ones: nobody keeps it, such as the delivery
   * of a letter. It is then passed over: the next stage is measured from the one before it.
   */
  readonly recorded: boolean
  /** Who reached this stage and all recorded ones before it; never more than at the stage before. */
  readonly count: number
  /** Who reached this stage without all before it: counted nowhere else, so that no rate is above one. */
  readonly beside: number
  /** Undefined at the first stage, at one that is not recorded, and when no one was there to take the step. */
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
  const total = new Tally()
  const [groups, channels, waves] = [new Map(), new Map(), new Map()] as [Parts, Parts, Parts]
  for await (const batch of batches) {
    for (const { times, groups: inGroups, channels: byChannels, waves: inWaves } of batch) {
      const way = wayOf(times)
      total.count(way)
      countIn(groups, inGroups, way)
      countIn(channels, byChannels, way)
      countIn(waves, inWaves, way)
    }
  }
  const recorded = recordedStages(stages.length, total)
  return {
    total: measured(stages, total, recorded),
    groups: partsOf(stages, groups, recorded),
    channels: partsOf(stages, channels, recorded),
    waves: partsOf(stages, waves, recorded),
  }
}

/** Which stages count: all but those that nobody is recorded at while somebody is at a later one. */
function recordedStages(count: number, total: Tally): readonly boolean[] {
  const reached = Array.from({ length: count }, (_, stage) => total.reached(stage) > 0)
  const last = reached.lastIndexOf(true)
  return reached.map((one, stage) => one || stage > last)
}

type Durations = Column<Float64Array<ArrayBuffer>>

/**
 * People by the set of stages that they reached, and how long each step took. Which stages count is known only when
 * everybody was seen, so a step is kept with the stage that it began at.
 */
class Tally {
  /** People by the stages that they reached, a bit for each; where nobody reached just those, there is a hole. */
  private readonly sets: number[] = []
  private readonly steps = new Map<number, Durations>()

  count({ set, steps }: Way): void {
    this.sets[set] = (this.sets[set] ?? 0) + 1
    for (let at = 0; at < steps.length; at += 2) this.step(steps[at]!, steps[at + 1]!)
  }

  /** How many reached a stage and all of some others. */
  reached(stage: number, all: readonly number[] = []): number {
    const wanted = [...all, stage].reduce((set, one) => set | (1 << one), 0)
    let people = 0
    this.sets.forEach((count, set) => {
      if ((set & wanted) === wanted) people += count
    })
    return people
  }

  medianBetween(from: number, to: number): number | undefined {
    const durations = this.steps.get(stepKey(from, to))
    return durations && median(durations.values)
  }

  private step(key: number, ms: number): void {
    let durations = this.steps.get(key)
    if (!durations) this.steps.set(key, (durations = Column.ofFloats()))
    durations.push(ms)
  }
}
type Parts = Map<string, Tally>

/** Stages are a few, so that a set of them fits the bits of a number. */
const stepKey = (from: number, to: number): number => from * 32 + to

/** The stages that a person reached, a bit for each; the steps between them, as pairs of key and duration in ms. */
interface Way {
  readonly set: number
  readonly steps: readonly number[]
}

function wayOf(times: FunnelRow['times']): Way {
  const steps: number[] = []
  let set = 0
  let before = -1
  for (let stage = 0; stage < times.length; stage += 1) {
    const time = times[stage]
    if (time === null || time === undefined) continue
    set |= 1 << stage
    if (before >= 0) steps.push(stepKey(before, stage), time - times[before]!)
    before = stage
  }
  return { set, steps }
}

function countIn(parts: Parts, keys: readonly string[], way: Way): void {
  for (const key of keys.length > 1 ? new Set(keys) : keys) {
    let tally = parts.get(key)
    if (!tally) parts.set(key, (tally = new Tally()))
    tally.count(way)
  }
}

function partsOf(stages: readonly StageDefinition[], parts: Parts, recorded: readonly boolean[]): FunnelPart[] {
  const ascending = [...parts].sort(([one], [other]) => (one < other ? -1 : 1))
  return ascending.map(([key, tally]) => ({ key, stages: measured(stages, tally, recorded) }))
}

function measured(stages: readonly StageDefinition[], tally: Tally, recorded: readonly boolean[]): FunnelStage[] {
  const passed: { stage: number; count: number }[] = []
  return stages.map((definition, stage) => {
    if (!recorded[stage]) {
      const none = { fromBefore: undefined, fromFirst: undefined, medianFromBefore: undefined }
      return { ...definition, recorded: false, count: 0, beside: 0, ...none }
    }
    const [before, first] = [passed.at(-1), passed[0]]
    const count = tally.reached(
      stage,
      passed.map((one) => one.stage),
    )
    passed.push({ stage, count })
    return {
      ...definition,
      recorded: true,
      count,
      beside: tally.reached(stage) - count,
      fromBefore: before && rate(count, before.count),
      fromFirst: first && rate(count, first.count),
      medianFromBefore: before && tally.medianBetween(before.stage, stage),
    }
  })
}
