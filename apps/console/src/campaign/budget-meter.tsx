import { Text } from '@mantine/core'
import type { MantineSize } from '@mantine/core'
import { Meter } from '../shared/meter'
import { usedInWords } from './overview/budget-figures'
import type { Campaign } from './use-campaign'

interface Props extends Pick<Campaign, 'budget' | 'committed' | 'spent'> {
  readonly currency: string
  readonly size?: MantineSize
}

/** How much of a budget is spent and committed, drawn and said. */
export function BudgetMeter({ budget, committed, spent, currency, size }: Props) {
  const said = usedInWords({ budget, committed, spent, currency })
  return (
    <>
      <Meter label={said} part={spent} beside={committed} whole={budget} />
      <Text className="figures" {...(size === undefined ? {} : { size, c: 'dimmed' })}>
        {said}
      </Text>
    </>
  )
}
