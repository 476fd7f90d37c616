import { Campaign, campaignBoard } from '@ledger/campaigns'
import { Customer } from '@ledger/customers'
import { freshened, fromMoment, invalid, MOMENT_PARAMETERS, momentAsked, pathIds, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Desk, Participation } from '@ledger/participation'
import type { AllocationKey } from '@ledger/policies'
import type { View } from '@ledger/read-store'
import type { AskedMoment, Needed, Vantage, Vantages } from '@ledger/time-travel'
import { isMonth } from '@ledger/values'
import type { FastifyReply } from 'fastify'
import { participants } from '../participants/participants.js'
import { keyInForce, parseKey } from './key-in-force.js'

const campaigns: Needed = {
  name: 'campaigns',
  streamPrefixes: [`${Campaign.category}-`],
  views: [campaignBoard as unknown as View],
}
const withPeople: Needed = {
  name: 'campaigns and their people',
  streamPrefixes: [Campaign, Participation, Desk, Customer].map(({ category }) => `${category}-`),
  views: [...campaigns.views, participants as unknown as View],
}

const asksPeople = ({ by }: AllocationKey): boolean => by === 'revenue' || by === 'participants'

/**
 * Does some work from a moment, by the key in force or by others. The people of the campaigns are looked at only where one
 * of these counts them, or what they buy.
 * @param reply missing where nobody is told which moment it is
 * @throws ProblemException
 */
export async function fromKeys<Answer>(
  vantages: Vantages,
  asked: AskedMoment | undefined,
  others: readonly AllocationKey[],
  reply: FastifyReply | undefined,
  work: (vantage: Vantage, needed: readonly View[]) => Promise<Answer>,
): Promise<Answer> {
  const inForce = await fromMoment(vantages, asked, undefined, undefined, ({ states }) => keyInForce(states, undefined))
  const needed = [inForce.value, ...others].some(asksPeople) ? withPeople : campaigns
  return fromMoment(vantages, asked, needed, reply, (vantage) => work(vantage, needed.views))
}

/** Several keys, parted by semicolons. @throws ProblemException */
export const parseKeys = (text: string | undefined): readonly AllocationKey[] => text?.split(';').map(parseKey) ?? []

/** @throws ProblemException */
export function monthAsked(text: string | undefined, where: 'path' | 'query' = 'path'): string {
  if (text !== undefined && isMonth(text)) return text
  throw invalid([{ field: 'month', message: 'must be a month, such as 2027-03' }], where)
}

interface Asking {
  readonly vantages: Vantages
  readonly request: AuthenticatedRequest
  readonly reply: FastifyReply
}

/** Answers a question about the indirect cost of a month over HTTP. @throws ProblemException */
export async function fromMonth(
  { vantages, request, reply }: Asking,
  work: (month: string, query: Readonly<Record<string, string>>, vantage: Vantage) => Promise<void>,
): Promise<void> {
  const query = queryOf(request, ['key', 'minPosition', ...MOMENT_PARAMETERS])
  const month = monthAsked(pathIds(request).month)
  await fromKeys(vantages, momentAsked(query), parseKeys(query.key), reply, async (vantage, needed) => {
    await freshened(vantage, needed, query.minPosition)
    await work(month, query, vantage)
  })
}
