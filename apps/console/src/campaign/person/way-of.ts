import type { Wanted } from '../../audit/timeline/use-history'

/** What was recorded of somebody in a campaign, the last first. */
export const wayOf = (campaign: string, customer: string): Wanted => ({
  subject: `participant/${campaign}/${customer}`,
  order: 'newest',
})
