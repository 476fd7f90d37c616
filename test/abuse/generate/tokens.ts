import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { written } from './request.js'
import type { HostileRequest } from './request.js'
import { choice } from './well-formed.js'

/** Tokens that are in force, over, or ended, by what a request calls them. */
export const heldTokens = ['admin', 'expired', 'revoked'] as const
export type HeldToken = (typeof heldTokens)[number]

/** What strangers send. `{admin}`, `{expired}` and `{revoked}` stand for tokens. */
export const wrongTokens: Readonly<Record<string, readonly (readonly [name: string, value: string])[]>> = {
  none: [],
  'an empty header': [['Authorization', '']],
  'a scheme alone': [['Authorization', 'Bearer']],
  'any word': [['Authorization', 'Bearer x']],
  'one that is over': [['Authorization', 'Bearer {expired}']],
  'one that was taken back': [['Authorization', 'Bearer {revoked}']],
  'another secret': [['Authorization', `Bearer clt_000000000000_${'A'.repeat(43)}`]],
  'the right one without a scheme': [['Authorization', '{admin}']],
  'the right one, longer': [['Authorization', 'Bearer {admin}A']],
  'the right one in quotes': [['Authorization', 'Bearer "{admin}"']],
  'the right one with another': [['Authorization', 'Bearer {admin}, Bearer x']],
  'the right one as a password': [['Authorization', 'Basic {admin}']],
  'the right one in a cookie': [['Cookie', 'token={admin}; authorization=Bearer {admin}']],
  'the right one in another header': [
    ['X-Authorization', 'Bearer {admin}'],
    ['Proxy-Authorization', 'Bearer {admin}'],
  ],
  'a very long one': [['Authorization', `Bearer clt_${'0'.repeat(7_000)}`]],
  'a name of every object': [['Authorization', 'Bearer constructor']],
}

/** Every operation that needs a token, asked for without a good one; also with one in the query. */
export function tokenRequests(
  operations: readonly Operation[],
  description: Description,
): fc.Arbitrary<HostileRequest> {
  const closed = operations.filter(({ open }) => !open)
  const tricks = fc.constantFrom(...Object.entries(wrongTokens))
  return fc.tuple(choice(closed, description), tricks, fc.boolean()).map(([parts, [trick, headers], inQuery]) => {
    const { target, ...request } = written(parts)
    const asked = `${target}${target.includes('?') ? '&' : '?'}access_token={admin}&token={admin}`
    return {
      kind: 'token',
      trick: inQuery ? `${trick}, and the right one in the query` : trick,
      ...request,
      target: inQuery ? asked : target,
      headers: [...request.headers, ...headers],
      holder: 'nobody',
      expectation: 'token-needed',
    }
  })
}
