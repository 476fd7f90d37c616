import { Campaign } from '@ledger/campaigns'
import { Customer } from '@ledger/customers'
import type { Source } from '@ledger/event-sourcing'
import { asId } from '@ledger/fields'
import { invalid } from '@ledger/http'
import { besideParticipation } from '@ledger/insight'
import { Desk, Participation } from '@ledger/participation'
import { Overheads } from '@ledger/overheads'
import { AllocationPolicy, ChurnPolicy, FunnelPolicy, TierCutsPolicy } from '@ledger/policies'
import type { Today } from '@ledger/time-travel'

/** Whose history is asked for: everything that is recorded of it. */
export interface Subject {
  readonly sources: readonly Source[]
  /** What else is recorded of it, in streams of which little concerns it. */
  readonly beside?: (today: Today) => Promise<readonly Source[]>
  /** Streams that begin so belong to it, too. */
  readonly prefix?: string
  /** Code of the 404 where nothing is recorded; missing where that is no mistake. */
  readonly unknown?: string
}

/** How a question names a subject. */
export const SUBJECTS =
  'campaign/<id>, participant/<campaign>/<customer>, customer/<id>, overheads/<month>, policy/tier-cuts, policy/churn-days, policy/allocation-key or policy/funnel-stages/<kind>'

/** A subject as a question writes it. @throws 400 */
export function subjectOf(text: string, withParticipants: boolean): Subject {
  const [what = '', ...names] = text.split('/')
  const ids = names.map((name) => asId(name))
  const known = Object.hasOwn(kinds, what)
    ? kinds[what]!(
        ids.map((id) => id ?? ''),
        withParticipants,
      )
    : undefined
  if (!known || ids.includes(undefined)) throw invalid([{ field: 'subject', message: `must be ${SUBJECTS}` }], 'query')
  return known
}

type Kind = (ids: readonly string[], withParticipants: boolean) => Subject | undefined

const kinds: Readonly<Record<string, Kind>> = {
  campaign: ([campaign, ...more], withParticipants) =>
    campaign === undefined || more.length > 0 ? undefined : ofCampaign(campaign, withParticipants),
  participant: ([campaign, customer, ...more]) =>
    campaign === undefined || customer === undefined || more.length > 0 ? undefined : ofParticipant(campaign, customer),
  customer: ([customer, ...more]) =>
    customer === undefined || more.length > 0
      ? undefined
      : { sources: [{ stream: Customer.stream({ customer }) }], unknown: 'customer-unknown' },
  overheads: ([month, ...more]) =>
    month === undefined || more.length > 0
      ? undefined
      : { sources: [{ stream: Overheads.stream({ month }) }], unknown: 'overheads-unknown' },
  policy: (ids) => ofPolicy(ids),
}

function ofCampaign(campaign: string, withParticipants: boolean): Subject {
  const sources = [{ stream: Campaign.stream({ campaign }) }, { stream: Desk.stream({ campaign }) }]
  const prefix = Participation.stream({ campaign, customer: '' })
  return { sources, unknown: 'campaign-unknown', ...(withParticipants ? { prefix } : {}) }
}

const ofParticipant = (campaign: string, customer: string): Subject => ({
  sources: [{ stream: Participation.stream({ campaign, customer }) }],
  beside: (today) => besideParticipation(today, campaign, customer),
  unknown: 'participant-unknown',
})

function ofPolicy([policy = '', kind, ...more]: readonly string[]): Subject | undefined {
  if (policy === 'funnel-stages' && kind !== undefined && more.length === 0)
    return { sources: [{ stream: FunnelPolicy.stream({ kind }) }] }
  return kind === undefined && Object.hasOwn(settings, policy)
    ? { sources: [{ stream: settings[policy as keyof typeof settings].stream({ policy }) }] }
    : undefined
}

/** The settings that stand for everything, by name. */
const settings = { 'tier-cuts': TierCutsPolicy, 'churn-days': ChurnPolicy, 'allocation-key': AllocationPolicy } as const
