import { aggregate, decide, event, nothing } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { Reason, WholeNumber } from '@ledger/fields'

export const churnDaysSet = event('ChurnDaysSet')<{ days: number; reason: string }>()

/** After more than how many days without a purchase a customer is churned (L01). */
export const ChurnPolicy = aggregate({
  category: 'policy',
  ids: ['policy'],
  events: [churnDaysSet],
  initial: { version: 0, value: 90 },
  fold: ({ version }, { data }: EventOf<typeof churnDaysSet>) => ({ version: version + 1, value: data.days }),
})

export class SetChurnDays {
  @WholeNumber({ min: 1, max: 3_650, example: 90 })
  days: number

  @Reason()
  reason: string
}

export const setChurnDays = decide(ChurnPolicy, SetChurnDays, {}, ({ value }, { days, reason }) =>
  value === days ? nothing : churnDaysSet({ days, reason }),
)
