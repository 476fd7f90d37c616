import type { Schemas } from '../../api/client'
import { count, momentOf } from '../../shared/format'
import { texts } from '../../texts'
import type { CampaignCard } from '../../campaign/use-campaigns'
import type { Behind } from './behind'

const words = texts.board.needs

/** Something in a campaign that needs somebody, in words. */
export interface Need {
  readonly said: string
  /** What more there is to say of it. */
  readonly about?: string
}

/** All that needs somebody in a campaign, the most pressing first. */
export function needsOf(
  { phase, amendmentPending, spent, budget }: CampaignCard,
  waiting: Schemas['CampaignAttention'] | undefined,
  late: readonly Behind[],
): readonly Need[] {
  const { offers, parked } = waiting ?? {}
  const ending = offers && `${count(offers.count)}${offers.more ? '+' : ''}`
  return [
    ...(parked === undefined ? [] : [{ said: words.parked(count(parked)) }]),
    ...(phase === 'submitted' ? [{ said: words.waiting }] : []),
    ...(amendmentPending ? [{ said: words.amendment }] : []),
    ...(offers ? [{ said: words.offers(ending!), about: words.first(momentOf(offers.firstExpiresAt)) }] : []),
    ...(spent > budget ? [{ said: words.overspent }] : []),
    ...late.map(({ indicator, reached, value, expected }) => ({
      said: words.behind(texts.campaign.indicators[indicator], count(reached), count(value)),
      about: words.expected(count(expected)),
    })),
  ]
}
