/** What a row of the benchmark found, and what it is held against. */
export interface Measured {
  /** In the unit of the row. */
  readonly value: number
  /** The same of the peer or of the limit, measured in the same run. */
  readonly againstValue: number
  /** The most memory that the measured process took, in bytes, where the goal speaks of it. */
  readonly memory?: number
  /** What a reader should know beside the figures. */
  readonly note?: string
}

/** A promise about speed. Its ratio is value ÷ againstValue: of rates that should be large, of times that should be small. */
export interface Row {
  readonly id: string
  readonly what: string
  readonly against: string
  readonly unit: string
  /** `atLeast` for rates, `atMost` for times. */
  readonly goal: { readonly atLeast: number } | { readonly atMost: number }
  /** Bytes that the measured process may take. */
  readonly memoryLimit?: number
  measure(stage: Stage): Promise<Measured>
}

/** What rows share: where they may write, how large to build, and whom to tell of their progress. */
export interface Stage {
  /** A folder for everything that is written; gone when the run is over. */
  readonly folder: string
  /** 1 for the sizes that the goals speak of; less to try the benchmark itself. */
  readonly scale: number
  say(what: string): void
}

/** A size of the goals, as this run builds it. */
export const scaled = (stage: Stage, size: number): number => Math.max(10, Math.round(size * stage.scale))

/** A line of the result file. */
export interface Line {
  readonly id: string
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly against: string
  readonly againstValue: number
  readonly ratio: number
  readonly goal: string
  readonly met: boolean
  readonly memoryMb?: number
  readonly note?: string
}

const MB = 1_048_576

export function lineOf(row: Row, { value, againstValue, memory, note }: Measured): Line {
  const { id, what, unit, against, memoryLimit } = row
  const ratio = value / againstValue
  const inTime = 'atLeast' in row.goal ? ratio >= row.goal.atLeast : ratio <= row.goal.atMost
  const inMemory = memoryLimit === undefined || (memory !== undefined && memory < memoryLimit)
  return {
    id,
    what,
    value: rounded(value),
    unit,
    against,
    againstValue: rounded(againstValue),
    ratio: rounded(ratio),
    goal: goalOf(row),
    met: inTime && inMemory,
    ...(memory === undefined ? {} : { memoryMb: Math.round(memory / MB) }),
    ...(note === undefined ? {} : { note }),
  }
}

function goalOf({ goal, memoryLimit }: Row): string {
  const ratio = 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
  return memoryLimit === undefined ? ratio : `${ratio}, < ${memoryLimit / MB} MB`
}

const rounded = (value: number): number => Number(value.toPrecision(4))
