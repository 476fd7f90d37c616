import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { dayNumber } from '@ledger/values'
import type { CustomerDay, CustomerRow } from '../src/calculation/customer-history.js'
import { realData } from './real-data.js'

const folder = join(realData, 'complete-journey')

/** Whether the retailer's data are there. */
export const hasCompleteJourney = existsSync(folder)

type Row = Readonly<Record<string, string>>

/** One of the CSV files, plain or gzipped, a record per line. */
export function completeJourneyTable(name: string): Row[] {
  const content = readFileSync(join(folder, name))
  return parse(name.endsWith('.gz') ? gunzipSync(content) : content, { columns: true }) as Row[]
}

/** The figures that were computed independently from the same files. */
export function completeJourneyTruth(): CompleteJourneyTruth {
  return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as CompleteJourneyTruth
}

/** The households of the sample of transactions; a transaction line is a day's purchase, money in cents. */
export function completeJourneyCustomers(): CustomerRow[] {
  const households = new Map<string, CustomerDay[]>()
  for (const line of completeJourneyTable('transactions_sample.csv.gz')) {
    const days = households.get(line['household_id']!) ?? []
    const day = dayNumber(line['transaction_timestamp']!.slice(0, 10))
    days.push([day, Math.round(Number(line['sales_value']) * 100), 0, 0, 1])
    households.set(line['household_id']!, days)
  }
  const ascending = [...households].sort(([one], [other]) => (one < other ? -1 : 1))
  return ascending.map(([customer, days]) => ({ customer, days, contracts: [] }))
}

export interface CompleteJourneyTruth {
  readonly targeted_households: number
  readonly redeeming_households: number
  readonly by_type: Readonly<
    Record<string, { targetings: number; distinct_households: number; responding_targetings: number }>
  >
  readonly by_campaign: Readonly<
    Record<string, { targeted: number; redeeming_households: number; response_rate: number }>
  >
  readonly transactions_sample: {
    readonly households: number
    readonly sales_value_cents: number
    readonly gini: number
    readonly top20: { readonly customers: number; readonly share: number }
    readonly tiers: Readonly<
      Record<string, { customers: number; amount: number; share: number; min_amount: number; max_amount: number }>
    >
  }
}
