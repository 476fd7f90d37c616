import fc from 'fast-check'
import { resolved } from '../description.js'
import type { Description, Operation } from '../description.js'
import { brokenOf } from './broken.js'
import { partsOf } from './parts.js'
import { written } from './request.js'
import type { HostileRequest, Parts } from './request.js'
import { wildJson } from './wild.js'

type Requests = fc.Arbitrary<HostileRequest>

/** Requests that fit the description. Whoever plans may not decide, so some come from somebody else. */
export function validRequests(operations: readonly Operation[], description: Description): Requests {
  const holders = fc.constantFrom('admin', 'admin', 'approver' as const)
  return fc.tuple(choice(operations, description), holders).map(([parts, holder]) => ({
    kind: 'valid',
    trick: parts.operation.id,
    ...written(parts),
    holder,
    // Questions can contradict themselves; of a command the description says all that its form needs.
    expectation: isDescribed(parts.operation) && !parts.operation.takesLines ? 'taken' : 'any',
  }))
}

/** The same with one thing wrong in the body, whatever else is right. */
export function brokenRequests(operations: readonly Operation[], description: Description): Requests {
  const { schemas } = description
  return choice(operations.filter(isDescribed), description).chain((parts) =>
    brokenOf(parts.body, resolved(parts.operation.body!, schemas), schemas).map(({ trick, value }) => ({
      kind: 'one thing wrong' as const,
      trick,
      // What is missing there could stand in the query of a bulk request.
      ...written({ ...parts, query: {}, body: value }),
      holder: 'admin' as const,
      expectation: 'refused' as const,
    })),
  )
}

/** Bodies that are JSON and nothing else that they should be: as a whole, or in one field of a body that fits. */
export function wildRequests(operations: readonly Operation[], description: Description): Requests {
  const wild = fc.tuple(choice(withBodies(operations), description), wildJson, fc.nat(), fc.boolean())
  return wild.map(([parts, value, n, whole]) => ({
    kind: 'wild body',
    trick: whole ? 'any JSON' : 'any JSON in a field',
    ...written({ ...parts, body: whole ? value : inField(parts, value, n) }),
    holder: 'admin',
    expectation: 'any',
  }))
}

function inField({ body }: Parts, value: unknown, n: number): unknown {
  const names = Object.keys(body as object)
  return names.length === 0 ? { any: value } : { ...(body as object), [names[n % names.length]!]: value }
}

const isDescribed = ({ body, bodyIsFree }: Operation): boolean => body !== undefined && !bodyIsFree

export const withBodies = (operations: readonly Operation[]): readonly Operation[] =>
  operations.filter(({ body }) => body !== undefined)

/** Filling a view anew is work for the whole service; that is asked for less often. */
export const choice = (operations: readonly Operation[], description: Description): fc.Arbitrary<Parts> =>
  fc.oneof(
    ...operations.map((one) => ({
      weight: one.id === 'rebuildView' ? 5 : 20,
      arbitrary: partsOf(one, description),
    })),
  )
