import { differencesOf, isSame, partsOf, planOfParts } from './parts'
import type { Pair, Part, Plan } from './parts'

export type Side = 'theirs' | 'mine'
export type Choices = Readonly<Record<string, Side | undefined>>

/** Something that two people have left differently; `before` is theirs, `after` is mine. */
export interface Clash extends Pair {
  /** As both of them found it. */
  readonly found: Part | undefined
  /** Who alone has changed it; nobody where both have. */
  readonly suggested: Side | undefined
}

/** Where what I typed and what somebody else has saved meanwhile differ, thing by thing. */
export function clashesOf(found: Plan, theirs: Plan, mine: Plan): readonly Clash[] {
  const base = partsOf(found)
  return differencesOf(theirs, mine).map((pair) => {
    const one = base.get(pair.key)
    const suggested = isSame(one, pair.before) ? 'mine' : isSame(one, pair.after) ? 'theirs' : undefined
    return { ...pair, found: one, suggested }
  })
}

/**
 * One plan of both. What only one of them has is kept where it was chosen; theirs come in their order, mine behind.
 * @param choices by key, one for every clash
 */
export function merged(theirs: Plan, mine: Plan, choices: Choices): Plan {
  const sides = { theirs: partsOf(theirs), mine: partsOf(mine) }
  const keys = new Set([...sides.theirs.keys(), ...sides.mine.keys()])
  return planOfParts([...keys].flatMap((key) => sides[choices[key] ?? 'theirs'].get(key) ?? []))
}
