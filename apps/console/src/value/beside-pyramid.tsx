import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../api/client'
import { count, money } from '../shared/format'
import { Shown } from '../shared/shown'
import { useUrlState } from '../shared/url-state'
import { texts } from '../texts'
import { Beside } from '../what-if/beside'
import { cutsName, cutsText } from './cuts'
import { useTier } from './tier-behind'
import { tiers } from './use-value'
import type { Wanted } from './use-value'

const words = texts.whatIf

interface Props {
  readonly wanted: Wanted
  readonly policies: readonly string[]
  readonly onDrop: (cuts: string) => void
}

/** The tiers under the cuts in force and, beside them, under others. */
export function BesidePyramid({ wanted: { cuts: _, ...wanted }, policies, onDrop }: Props) {
  const { get, set } = useUrlState()
  const { open } = useTier()
  const measure = get('measure') === 'amount' ? 'amount' : 'customers'
  const query = { ...wanted, cuts: policies.join(';') }
  const asked = useQuery({
    queryKey: ['value', 'what-if', query],
    queryFn: () => ask('/v1/what-if/value-pyramid', { query: { ...query, ...ownWrites() } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Shown of={asked}>
      {({ inForce, others }) => {
        const answers = [inForce, ...others.map(({ answer }) => answer)]
        const { currency } = inForce
        return (
          <Beside
            title={words.value.title}
            name="pyramid-what-if"
            others={others.map(({ policy: { cuts = '' } }) => ({ policy: cuts, name: cutsName(cuts, currency) }))}
            rows={tiers.map((tier) => ({
              id: tier,
              label: words.tier(tier),
              figures: answers.map((one) => one.tiers.find((own) => own.tier === tier)?.[measure]),
            }))}
            format={measure === 'amount' ? (amount) => money(amount, currency) : count}
            csv={`/v1/what-if/value-pyramid?${new URLSearchParams(query)}`}
            onOpen={(tier, cuts = cutsText(inForce.cuts.value)) => open({ tier, under: cuts })}
            onDrop={onDrop}
            controls={
              <SegmentedControl
                size="xs"
                aria-label={words.measure}
                data={(['customers', 'amount'] as const).map((value) => ({
                  value,
                  label: words.value.measures[value],
                }))}
                value={measure}
                onChange={(next) => set({ measure: next === 'amount' ? next : undefined })}
              />
            }
          />
        )
      }}
    </Shown>
  )
}
