import { Text } from '@mantine/core'
import type { MantineSize } from '@mantine/core'
import { money } from '../shared/format'
import { Meter } from '../shared/meter'
import { texts } from '../texts'
import type { Campaign } from './use-campaign'

interface Props extends Pick<Campaign, 'budget' | 'committed' | 'spent'> {
  readonly currency: string
  readonly size?: MantineSize
}

/** How much of a budget is spent and committed, drawn and said. */
export function BudgetMeter({ budget, committed, spent, currency, size }: Props) {
  const words = texts.board
  const spentOf = words.spentOf(money(spent, currency), money(budget, currency))
  const said = committed > 0 ? words.alsoCommitted(spentOf, money(committed, currency)) : spentOf
  return (
    <>
      <Meter label={said} part={spent} beside={committed} whole={budget} />
      <Text className="figures" {...(size === undefined ? {} : { size, c: 'dimmed' })}>
        {said}
      </Text>
    </>
  )
}
