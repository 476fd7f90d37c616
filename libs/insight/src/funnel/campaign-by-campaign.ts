import { freshened, fromMoment } from '@ledger/http'
import type { AskedMoment, Vantage, Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { neededOfCampaigns } from '../participants/streams.js'

interface Asking {
  readonly vantages: Vantages
  /** The moment of the past that is asked about; undefined where that is today. */
  readonly asked: AskedMoment | undefined
  readonly minPosition: string | undefined
  readonly reply: FastifyReply
}

/**
 * Asks something about the people of each of several campaigns, one after the other: many large ones at once would hold up
 * everybody else. Of the past, the people of all of them are read from the log at once.
 */
export async function campaignByCampaign<Answer>(
  { vantages, asked, minPosition, reply }: Asking,
  campaigns: readonly string[],
  work: (vantage: Vantage, campaign: string) => Promise<Answer>,
): Promise<readonly Answer[]> {
  if (campaigns.length === 0) return []
  const needed = neededOfCampaigns(campaigns)
  return fromMoment(vantages, asked, needed, reply, async (vantage) => {
    await freshened(vantage, needed.views, minPosition)
    const answers: Answer[] = []
    for (const campaign of campaigns) answers.push(await work(vantage, campaign))
    return answers
  })
}
