import { capacity } from './capacity.js'
import { amendments, approvals } from './decisions.js'
import { keys } from './keys.js'
import { seats } from './seats.js'
import type { Race, Stage } from './stage.js'

export const races: readonly Race[] = [seats, capacity, approvals, amendments, keys]

/** What came of all rounds of one race. */
export interface Tally {
  readonly name: string
  rounds: number
  readonly seen: Record<string, number>
  /** With the seed of the round that they happened in. */
  readonly problems: string[]
}

/** Runs rounds of every race; each round has a seed of its own, counted on from the first. */
export async function runRaces(
  stage: Stage,
  { rounds, seed, only = races }: { rounds: number; seed: number; only?: readonly Race[] },
  onRound: (race: Race, round: number) => void = () => undefined,
): Promise<readonly Tally[]> {
  const tallies = only.map(({ name }): Tally => ({ name, rounds: 0, seen: {}, problems: [] }))
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, race] of only.entries()) {
      onRound(race, round)
      add(tallies[at]!, await race.run(stage, seed + round), seed + round)
    }
  }
  return tallies
}

function add(tally: Tally, { problems, seen }: Awaited<ReturnType<Race['run']>>, seed: number): void {
  tally.rounds += 1
  tally.problems.push(...problems.map((problem) => `seed ${seed}: ${problem}`))
  for (const [what, times] of Object.entries(seen)) tally.seen[what] = (tally.seen[what] ?? 0) + times
}
