import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { jsonHeader, written } from './request.js'
import type { HostileRequest } from './request.js'
import { choice } from './well-formed.js'

type Requests = fc.Arbitrary<HostileRequest>
const admin = { holder: 'admin', expectation: 'any' } as const

/** Every one that HTTP knows. */
export const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'LINK',
  'QUERY',
]

export function methodRequests(operations: readonly Operation[], description: Description): Requests {
  return fc.tuple(choice(operations, description), fc.constantFrom(...methods)).map(([parts, method]) => {
    const { operation, ...request } = written(parts)
    // Another operation may stand at this address with that method.
    const own = operations.find((one) => one.path === operation.path && one.method === method)
    const body = method === 'GET' || method === 'HEAD' ? {} : { headers: [jsonHeader], body: Buffer.from('{}') }
    return {
      kind: 'method',
      trick: method,
      ...(own ? { operation: own } : {}),
      target: request.target,
      headers: [],
      ...body,
      method,
      ...admin,
    }
  })
}
