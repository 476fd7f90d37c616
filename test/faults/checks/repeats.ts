import { isDeepStrictEqual } from 'node:util'
import type { Acknowledged } from '../load/acknowledged.js'
import { isWork } from '../load/acknowledged.js'
import type { Load, Route } from '../load/load.js'
import type { Random } from '../random.js'

/** Sends some of what was answered again, with the same key: the first answer must come again, and another body is refused. */
export async function checkRepeats(
  load: Load,
  route: Route,
  random: Random,
  count: number,
): Promise<readonly string[]> {
  const { acknowledged } = load
  if (acknowledged.length === 0) return []
  const chosen = Array.from({ length: count }, () => random.pick(acknowledged))
  const found = await Promise.all(chosen.map((one) => repeated(load, route, one)))
  const command = chosen.find((one) => !isWork(one))
  return [...found.flat(), ...(command ? await reused(load, route, command) : [])]
}

async function reused(load: Load, route: Route, { step }: Acknowledged): Promise<readonly string[]> {
  const { status, body } = await load.send({ ...step, ...elsewhere }, route)
  return status === 422 && body.code === 'idempotency-key-reused'
    ? []
    : [`the key ${step.key} was taken for another request`]
}

const elsewhere = { path: '/v1/customers/somebody-else/end-contract', body: { contract: 'none', day: '2027-01-01' } }

async function repeated(load: Load, route: Route, first: Acknowledged): Promise<readonly string[]> {
  const { step, reply } = first
  const again = await load.send(step, route)
  // How far a work has come is another answer every time; which work it is, is not.
  const same = isWork(first)
    ? again.body.work === reply.body.work
    : again.status === reply.status && isDeepStrictEqual(again.body, reply.body)
  return same
    ? []
    : [`another answer: ${step.key} got ${JSON.stringify(again.body)} after ${JSON.stringify(reply.body)}`]
}
