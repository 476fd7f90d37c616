import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayNumber } from '@ledger/values'
import type { CustomerDay, CustomerRow } from '../src/calculation/customer-history.js'
import { realData } from './real-data.js'

const file = join(realData, 'cdnow', 'CDNOW_sample.txt')

/** Whether the purchases of the CD shop are there. */
export const hasCdnow = existsSync(file)

/** All 2,357 customers of the 1/10 sample by their four-digit id, a purchase per day or several; money in cents. */
export function cdnowCustomers(): CustomerRow[] {
  const customers = new Map<string, CustomerDay[]>()
  for (const line of readFileSync(file, 'utf8').trim().split('\r\n')) {
    const [, id, day, , dollars] = line.trim().split(/\s+/) as [string, string, string, string, string]
    const days = customers.get(id) ?? []
    days.push([dayNumber(day.replace(/(....)(..)(..)/, '$1-$2-$3')), Math.round(Number(dollars) * 100), 0, 0, 1])
    customers.set(id, days)
  }
  const ascending = [...customers].sort(([one], [other]) => (one < other ? -1 : 1))
  return ascending.map(([customer, days]) => ({ customer, days, contracts: [] }))
}
