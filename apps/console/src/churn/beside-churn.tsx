import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, ownWrites } from '../api/client'
import { Behind } from '../shared/behind'
import { today } from '../shared/days'
import { count, dayOf, percent } from '../shared/format'
import { Shown } from '../shared/shown'
import { texts } from '../texts'
import { Beside } from '../what-if/beside'
import { tiers, useChurnedOf } from './use-churn'
import type { ChurnedWanted, Wanted } from './use-churn'

const words = texts.whatIf.churn

interface Props {
  readonly wanted: Wanted
  readonly policies: readonly string[]
  readonly onDrop: (days: string) => void
}

/** How many of each tier count as churned today under the days in force and, beside them, under others. */
export function BesideChurn({ wanted: { currency: chosen }, policies, onDrop }: Props) {
  const [open, setOpen] = useState<ChurnedWanted>()
  const currency = chosen === undefined ? {} : { currency: chosen }
  const query = { asOf: today(), ...currency, days: policies.join(';') }
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
          <>
            <Beside
              title={words.title}
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
              onOpen={(id, days) => {
                const tier = tiers.find((one) => one === id)!
                setOpen({ asOf: query.asOf, tier, ...currency, ...(days === undefined ? {} : { days: Number(days) }) })
              }}
              onDrop={onDrop}
            />
            {open && (
              <Churned wanted={open} days={open.days ?? inForce.days.value} onClose={() => setOpen(undefined)} />
            )}
          </>
        )
      }}
    </Shown>
  )
}

interface ChurnedProps {
  readonly wanted: ChurnedWanted
  readonly days: number
  readonly onClose: () => void
}

const Churned = ({ wanted, days, onClose }: ChurnedProps) => (
  <Behind
    title={words.people(wanted.tier, words.days(count(days)))}
    pages={useChurnedOf(wanted)}
    about={({ lastPurchase }) => (lastPurchase === undefined ? '' : dayOf(lastPurchase))}
    onClose={onClose}
  />
)
