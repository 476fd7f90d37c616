import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { partsOf } from './parts.js'
import { written } from './request.js'
import type { HostileRequest } from './request.js'
import { uploadKeys } from './uploads.js'

type Requests = fc.Arbitrary<HostileRequest>

const rows = (row: string, count = 40): string => `receipt,id,day,paid\n${row.repeat(count)}`

/** Files as they should be, and as they should not. */
const files: Readonly<Record<string, Buffer>> = {
  'as it should be': Buffer.from(rows('1,c-1,2027-03-01,10.50\n')),
  'with bad rows': Buffer.from(`${rows('1,c-1,2027-02-30,=1+1\n')}"2,c-2\n3\n`),
  'lines of JSON': Buffer.from('{"receipt":1,"id":"c-1","__proto__":{"day":1}}\n[]\nnull\n{"a":'),
  'a bomb': gzipSync(Buffer.alloc(8_000_000, 'a,b,c\n')),
  'a torn archive': gzipSync(rows('1,c-1,2027-03-01,1\n', 9_000)).subarray(0, 900),
  'noise behind the mark of an archive': Buffer.from([0x1f, 0x8b, 0, 1, 2, 3, 4, 5]),
  'one endless line': Buffer.alloc(300_000, 'x'),
  'quotes without an end': Buffer.from('a,b\n"1,2\n'.repeat(3_000)),
  'nothing but NUL': Buffer.alloc(5_000),
  'UTF-16': Buffer.from('\ufeffid;day\nc-1;2027-03-01\n', 'utf16le'),
  'no UTF-8': Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xfe, 0xfd, 0x0a]),
  'deep JSON': Buffer.from('{"a":'.repeat(9_000)),
  nothing: Buffer.alloc(0),
}

const types = ['text/csv', 'application/x-ndjson', 'application/gzip', 'application/octet-stream', 'application/json']

/** Of the files as they should be. */
export const manifest = {
  ledgerImport: 1,
  source: 'shop',
  zone: 'Europe/Vienna',
  currency: 'EUR',
  files: [{ rows: 'purchase', identity: ['receipt'], fields: { customer: 'id', at: 'day', revenue: 'paid' } }],
}

/** Uploads, and manifests for what was uploaded. */
export function fileRequests(operations: readonly Operation[], description: Description): Requests {
  const named = (id: string) => operations.find((one) => one.id === id)!
  const asked = ['checkImport', 'runImport'].map((id) => manifests(named(id), description))
  return fc.oneof({ weight: 4, arbitrary: uploads(named('uploadImport'), description) }, ...asked)
}

function uploads(operation: Operation, description: Description): Requests {
  const file = fc.constantFrom(...Object.entries(files))
  return fc
    .tuple(partsOf(operation, description), file, fc.constantFrom(...types), fc.constantFrom(...uploadKeys))
    .map(([parts, [trick, body], type, key]) => ({
      kind: 'file',
      trick,
      ...written({ ...parts, query: { name: 'sales.csv' } }),
      headers: [['Content-Type', type] as const, ['Idempotency-Key', key] as const],
      body,
      holder: 'admin',
      expectation: 'any',
    }))
}

function manifests(operation: Operation, description: Description): Requests {
  const bodies = fc.constantFrom(manifest, { ...manifest, source: 'x'.repeat(1_100_000) })
  return fc.tuple(partsOf(operation, description), bodies).map(([parts, body]) => ({
    kind: 'file',
    trick: body === manifest ? operation.id : 'a manifest beyond measure',
    ...written({ ...parts, body }),
    holder: 'admin',
    expectation: 'any',
  }))
}
