import { count, dayOf, money } from '../shared/format'
import { texts } from '../texts'
import { isErased } from './customer-commands'
import type { Profile } from './customer-commands'

const words = texts.customer

/** Something that two versions of a customer say otherwise, each in words. */
export interface Difference {
  readonly name: string
  readonly before: string
  readonly now: string
}

/** What of a customer is not as it was; of somebody of whom nothing was known, all that is known now. */
export function differencesOf(before: Profile | undefined, now: Profile | undefined): readonly Difference[] {
  const [old, own] = [saidOf(before), saidOf(now)]
  return [...new Set([...old.keys(), ...own.keys()])]
    .map((name) => ({ name, before: old.get(name) ?? words.nothing, now: own.get(name) ?? words.nothing }))
    .filter((one) => one.before !== one.now)
}

function saidOf(profile: Profile | undefined): ReadonlyMap<string, string> {
  if (profile === undefined) return new Map()
  const { attributes, purchases, revenue, contracts } = profile
  const described = isErased(profile)
    ? [[words.attributes, words.erased] as const]
    : Object.entries(attributes).map(([name, value]) => [name, String(value)] as const)
  return new Map([
    ...described,
    [words.purchases, count(purchases)],
    ...Object.entries(revenue).map(([unit, sum]) => [`${words.revenue}, ${unit}`, money(sum, unit)] as const),
    ...contracts.map(({ contract, signed, ended }) => {
      const end = ended === undefined ? '' : `, ${words.ended.toLowerCase()} ${dayOf(ended)}`
      return [`${words.contracts}: ${contract}`, `${words.signed} ${dayOf(signed)}${end}`] as const
    }),
  ])
}
