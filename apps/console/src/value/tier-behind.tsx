import { Behind } from '../shared/behind'
import { dayOf, money } from '../shared/format'
import { useOpened } from '../shared/use-opened'
import { texts } from '../texts'
import { tiers, useCustomersOf } from './use-value'
import type { Tier, Wanted } from './use-value'

/** The tier whose customers are shown; under which cuts, those that are looked at where nothing is said. */
export const useTier = () => useOpened('tier', 'under')

interface Props {
  readonly wanted: Wanted
  readonly currency: string
}

/** The customers of the tier that the address names, best first, with the purchases behind what each brings. */
export function TierBehind({ wanted, currency }: Props) {
  const { opened, close } = useTier()
  const tier = tiers.find((one) => one === opened?.tier)
  const cuts = opened?.under === undefined ? {} : { cuts: opened.under }
  return tier && <Customers wanted={{ ...wanted, ...cuts }} {...{ tier, currency }} onClose={close} />
}

interface CustomersProps extends Props {
  readonly tier: Tier
  readonly onClose: () => void
}

const Customers = ({ wanted, tier, currency, onClose }: CustomersProps) => (
  <Behind
    title={texts.value.people(tier)}
    pages={useCustomersOf(wanted, tier)}
    about={({ amount, lastPurchase }) =>
      `${money(amount, currency)}${lastPurchase === undefined ? '' : ` · ${dayOf(lastPurchase)}`}`
    }
    onClose={onClose}
  />
)
