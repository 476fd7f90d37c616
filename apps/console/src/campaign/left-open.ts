import type { Campaign } from './use-campaign'

/** Whether a campaign is over and money is committed still: somebody has to settle or release it. */
export const isLeftOpen = ({ phase, committed }: Pick<Campaign, 'phase' | 'committed'>): boolean =>
  committed > 0 && (phase === 'held' || phase === 'cancelled')
