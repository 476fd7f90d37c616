import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import { lastDayOf } from '../shared/days'
import { count, dayOf, percent } from '../shared/format'
import { Shown } from '../shared/shown'
import { texts } from '../texts'
import { Beside } from '../what-if/beside'
import { useFigure } from './churn-behind'
import { tiers } from './use-churn'
import type { Wanted } from './use-churn'

const words = texts.whatIf.churn

interface Props {
  readonly wanted: Wanted
  readonly policies: readonly string[]
  readonly onDrop: (days: string) => void
}

/**
 * How many of each tier count as churned at the end of the months that are shown, under the days in force and, beside
 * them, under others.
 */
export function BesideChurn({ wanted: { to, currency: chosen }, policies, onDrop }: Props) {
  const { open } = useFigure()
  const currency = chosen === undefined ? {} : { currency: chosen }
  const asOf = lastDayOf(to)
  const query = { asOf, ...currency, days: policies.join(';') }
  const asked = useQuery({
    queryKey: ['churn', 'what-if', query],
    queryFn: () => ask('/v1/what-if/churn-by-tier', { query: { ...query, ...ownWrites() } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Shown of={asked}>
      {({ inForce, others }) => {
        const answers = [inForce, ...others.map(({ answer }) => answer)]
        return (
          <Beside
            title={words.title}
            when={texts.whatIf.asOf(dayOf(asOf))}
            name="churn-what-if"
            others={others.map(({ policy: { days = '' } }) => ({
              policy: days,
              name: words.days(count(Number(days))),
            }))}
            rows={tiers.map((tier) => ({
              id: tier,
              label: texts.whatIf.tier(tier),
              figures: answers.map((one) => one.tiers[tier].rate?.rate),
            }))}
            format={percent}
            csv={`/v1/what-if/churn-by-tier?${new URLSearchParams(query)}`}
            onOpen={(tier, days = String(inForce.days.value)) => open({ tier, under: days })}
            onDrop={onDrop}
          />
        )
      }}
    </Shown>
  )
}
