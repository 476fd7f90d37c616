import type { Recorded } from '@ledger/event-sourcing'

// The fields of an event are looked up by name, as a reader of the feed does.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Told = any

export interface Question {
  readonly currency: string
  readonly value: 'revenue' | 'profit'
  /** First day of the window, if there is one. */
  readonly since: string | undefined
  readonly cuts: { readonly by: string; readonly a: number; readonly b: number; readonly c: number }
  readonly days: number
}

/** One customer as of the end of a day, from the raw events of the whole log. */
export interface Standing {
  readonly customer: string
  readonly worth: number
  readonly churned: boolean
  readonly bought: readonly string[]
  tier: string
}

/** Everybody who is a customer as of a day, best first, of equal worth the lesser id first; with tiers. */
export function standingsOf(log: readonly Recorded[], day: string, question: Question): readonly Standing[] {
  const ids = [...new Set(log.map(({ data }) => (data as Told).customer as string | undefined))]
  const all = ids.flatMap((id) => (id === undefined ? [] : standingOf(log, id, day, question)))
  const ranked = all.toSorted((a, b) => b.worth - a.worth || (a.customer < b.customer ? -1 : 1))
  ranked.forEach((one, place) => (one.tier = tierOf(ranked, place, question.cuts)))
  return ranked
}

function standingOf(log: readonly Recorded[], customer: string, day: string, question: Question): Standing[] {
  const { currency, value, since = '', days } = question
  const told = (kind: string): Told[] =>
    log.filter(({ type, data }) => type === kind && (data as Told).customer === customer).map(({ data }) => data)
  const back = told('PurchaseReversed').map(({ purchase }) => purchase)
  const stand = told('PurchaseRecorded').filter(
    (one) => one.currency === currency && one.day <= day && one.day >= since && !back.includes(one.purchase),
  )
  const ends = new Map(told('ContractEnded').map((one) => [one.contract, one.day as string]))
  const signed = told('ContractSigned')
    .filter((one) => one.day <= day && (one.currency ?? currency) === currency)
    .map((one) => ends.get(one.contract))
    .filter((end) => end === undefined || end >= since)
  if (stand.length === 0 && signed.length === 0) return []
  const bought = stand.map((one) => one.day as string).toSorted()
  const costs = value === 'profit' ? (one: Told) => (one.productionCost ?? 0) + (one.directCost ?? 0) : () => 0
  const worth = stand.reduce((sum, one) => sum + one.revenue - costs(one), 0)
  const last = bought.at(-1)
  const stopped = last !== undefined && daysBetween(last, day) > days
  const ran = signed.some((end) => end === undefined || end > day)
  const ended = signed.filter((end) => end !== undefined && end <= day).toSorted() as string[]
  const left = ended.length > 0 && !ran && !(last !== undefined && last > ended.at(-1)!)
  return [{ customer, worth, bought, churned: stopped || left, tier: 'D' }]
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** In tenths and hundredths of the whole, so that nothing is rounded. */
function tierOf(ranked: readonly Standing[], place: number, { by, a, b, c }: Question['cuts']): string {
  const gainOf = (some: readonly Standing[]) => some.reduce((sum, { worth }) => sum + Math.max(0, worth), 0)
  const within = (bound: number) => {
    if (by === 'rank') return place * 100 < Math.round(bound * 100) * ranked.length
    if (by === 'amount') return ranked[place]!.worth >= bound
    return gainOf(ranked.slice(0, place)) * 100 < Math.round(bound * 100) * gainOf(ranked)
  }
  return within(a) ? 'A' : within(b) ? 'B' : within(c) ? 'C' : 'D'
}

/** The last day of a month, by asking the calendar for the day before the next one. */
export function endOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

export const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
