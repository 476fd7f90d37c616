import type { Schemas } from '../../api/client'
import { count, momentOf } from '../../shared/format'
import { texts } from '../../texts'
import { isLeftOpen } from '../../campaign/left-open'
import type { CampaignCard } from '../../campaign/use-campaigns'
import type { Behind } from './behind'

const words = texts.board.needs

/** Something in a campaign that needs somebody, in words. */
export interface Need {
  readonly said: string
  /** What more there is to say of it. */
  readonly about?: string
  /** The page on which something can be done about it. */
  readonly to: string
}

/** All that needs somebody in a campaign, the most pressing first. */
export function needsOf(
  card: CampaignCard,
  waiting: Schemas['CampaignAttention'] | undefined,
  late: readonly Behind[],
): readonly Need[] {
  const { campaign, phase, amendmentPending, spent, remaining, budget } = card
  const { offers, parked } = waiting ?? {}
  const ending = offers && `${count(offers.count)}${offers.more ? '+' : ''}`
  const to = `/campaigns/${campaign}`
  return [
    ...(parked === undefined ? [] : [{ said: words.parked(count(parked)), to: '/operations' }]),
    ...(phase === 'submitted' ? [{ said: words.waiting, to }] : []),
    ...(amendmentPending ? [{ said: words.amendment, to }] : []),
    ...(offers
      ? [{ said: words.offers(ending!), about: words.first(momentOf(offers.firstExpiresAt)), to: `${to}/desk` }]
      : []),
    ...(remaining < 0 ? [{ said: spent > budget ? words.overspent : words.overcommitted, to: `${to}#budget` }] : []),
    ...(isLeftOpen(card) ? [{ said: words.leftOpen, to: `${to}#budget` }] : []),
    ...late.map(({ indicator, reached, value, expected }) => ({
      said: words.behind(texts.campaign.indicators[indicator], count(reached), count(value)),
      about: words.expected(count(expected)),
      to: `${to}/funnel`,
    })),
  ]
}
