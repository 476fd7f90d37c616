import { cutAt, populationOf } from '../calculation/customer-history.js'
import { tierNames, tiersOf } from '../calculation/tiers.js'
import type { Tier } from '../calculation/tiers.js'
import type { Vantage } from '@ledger/time-travel'
import { readHistory } from './history.js'
import { cutsInForce } from './policy-in-force.js'

/** The tier of one customer by revenue in one currency, as of a day (days since 1970-01-01); undefined for who is none. */
export async function tierOf(
  { views, states }: Pick<Vantage, 'views' | 'states'>,
  customer: string,
  { currency, asOf }: { readonly currency: string; readonly asOf: number },
): Promise<Tier | undefined> {
  const cuts = await cutsInForce(states, undefined)
  const history = await readHistory(views, { currency, value: 'revenue' }, [asOf])
  const cut = cutAt(history, asOf)
  const index = history.ids.indexOf(customer)
  return index < 0 ? undefined : tierNames[tiersOf(cut.value, populationOf(history, cut), cuts.value)[index]!]
}
