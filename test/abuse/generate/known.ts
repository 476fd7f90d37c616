import fc from 'fast-check'
import { uploadIds } from './uploads.js'

const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}-${n}`)

/** Ids that mean something: what the content of the ledger is called, and a few that nobody has used yet. */
export const knownIds: Readonly<Record<string, readonly string[]>> = {
  campaign: ['fair', 'autumn', 'idea', 'past', ...numbered('new', 8)],
  customer: [...numbered('c', 12), ...numbered('guest', 12)],
  wave: ['first', 'second', ...numbered('w', 4)],
  group: ['key-staff', 'nobody'],
  channel: ['e-mail', 'letter'],
  kind: ['exhibition', 'seminar', 'mailing'],
  owner: ['pat', 'alex'],
  purchase: numbered('p', 9),
  contract: numbered('k', 4),
  cost: numbered('invoice', 6),
  line: ['stand', 'travel'],
  overhead: ['rent', ...numbered('bill', 4)],
  month: ['2027-02', '2027-03', '2027-13'],
  scan: numbered('s', 12),
  opportunity: numbered('o', 6),
  view: [
    'campaigns',
    'participants',
    'purchase-years',
    'customer-contracts',
    'customers',
    'overheads',
    'work',
    'nothing',
  ],
  key: ['fair', 'c-1', 'nothing'],
  work: ['6f0d7a52-4c4e-4a86-9a52-0b4f3b8a8f11', 'none'],
  import: [...uploadIds, 'none'],
  position: ['1', '2', '7', '99999999'],
  size: ['1', '2', '10', '99999999'],
  level: ['0', '1', '7'],
  number: ['0', '1', '99999999'],
}

/** An id as a field of that name may hold it. The new ones are few, so that what is kept does not grow with the requests. */
export function idOf(name: string): fc.Arbitrary<string> {
  const known = knownIds[name] ?? numbered('id', 6)
  const isNumber = known.every((one) => /^\d+$/.test(one))
  const odd = isNumber ? fc.nat().map(String) : fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,3}$/)
  return fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: odd })
}

/** Days on which something happens here. */
export const days = ['2027-02-28', '2027-03-01', '2027-03-12', '2026-12-31', '2028-02-29']

/** Values of query parameters that are taken, by name; of the others the description says enough. */
export const knownParameters: Readonly<Record<string, readonly string[]>> = {
  minPosition: ['0', '1', '2'],
  after: ['0', '1', '5'],
  limit: ['1', '7', '50', '1000'],
  phase: ['draft', 'running,underway', 'held'],
  stages: ['invited,accepted', 'targeted'],
  stage: ['invited', 'accepted', 'registered'],
  asOf: days,
  since: ['2026-01-01', '2027-01-01'],
  currency: ['EUR', 'USD'],
  cuts: ['rank:0.2,0.5,0.8', 'amount:10000,5000,100'],
  from: ['2027-01', '2027-03'],
  to: ['2027-03', '2027-06'],
  month: ['2027-02', '2027-03'],
  key: ['equal', 'revenue', 'participants', 'days', 'weights:fair=3,autumn=1'],
  days: ['30', '365'],
  answer: ['accepted', 'declined'],
  registration: ['registered', 'waiting'],
  streams: ['campaign-', 'customer-,desk-'],
  cursor: ['e30'],
}
