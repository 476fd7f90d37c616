import { Behind } from '../shared/behind'
import { lastDayOf } from '../shared/days'
import { count, dayOf, monthOf } from '../shared/format'
import { useOpened } from '../shared/use-opened'
import { texts } from '../texts'
import { starts } from './moves'
import { triedIn } from './tried'
import { isTier, useCustomersBehind } from './use-churn'
import type { Asked, Wanted } from './use-churn'

const words = texts.churn

/**
 * The figure whose customers are shown: of a tier, those who churned in a month, or went into another tier in it; or those
 * who are churned at the end of the months under a number of days.
 */
export const useFigure = () => useOpened('tier', 'in', 'into', 'under')

/** The customers behind the figure that the address names, each with what they bought. */
export function ChurnBehind({ wanted }: { readonly wanted: Wanted }) {
  const { to, days, currency } = wanted
  const { opened, close } = useFigure()
  const { tier, in: month, into, under } = opened ?? {}
  const shared = currency === undefined ? {} : { currency }
  if (isTier(tier) && under !== undefined) {
    const title = texts.whatIf.churn.people(tier, texts.whatIf.churn.days(count(Number(under))))
    return (
      <Customers
        title={title}
        asked={{ ...shared, figure: 'churned', asOf: lastDayOf(to), tier, days: Number(under) }}
        onClose={close}
      />
    )
  }
  const start = starts.find((one) => one === tier)
  if (month === undefined || start === undefined) return undefined
  const from = start === 'none' ? words.none : start
  const ofMonth = { ...shared, ...(days === undefined ? {} : { days }), tier: start, month }
  const titled = (title: string) => [title, triedIn(wanted)].filter((part) => part !== undefined).join(' · ')
  return isTier(into) ? (
    <Customers
      title={titled(`${from} → ${into}, ${monthOf(month)}`)}
      asked={{ ...ofMonth, to: into }}
      onClose={close}
    />
  ) : (
    <Customers
      title={titled(words.people(from, monthOf(month)))}
      asked={{ ...ofMonth, figure: 'churned' }}
      onClose={close}
    />
  )
}

interface Props {
  readonly title: string
  readonly asked: Asked
  readonly onClose: () => void
}

const Customers = ({ title, asked, onClose }: Props) => (
  <Behind
    title={title}
    pages={useCustomersBehind(asked)}
    about={({ lastPurchase }) => (lastPurchase === undefined ? '' : dayOf(lastPurchase))}
    onClose={onClose}
  />
)
