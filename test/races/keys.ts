import fc from 'fast-check'
import type { Caller, Reply } from './caller.js'
import { counted } from './stage.js'
import type { Race, Stage } from './stage.js'

const purchase = (revenue: number): object => ({
  purchase: 'receipt-1',
  day: '2027-03-28',
  zone: 'Europe/Vienna',
  revenue,
  currency: 'EUR',
})

const plan = fc.record({
  /** Under each key: the amounts that are sent, all at once, to both processes in turn. */
  keys: fc.array(fc.array(fc.constantFrom(100, 100, 100, 200, 300), { minLength: 2, maxLength: 12 }), {
    minLength: 8,
    maxLength: 8,
  }),
})

/** The same key with the same body and with others, at two processes at once: one request takes effect, and is answered the same to all. */
export const keys: Race = {
  name: 'one idempotency key, many requests',
  async run(stage, seed) {
    const [drawn] = fc.sample(plan, { seed, numRuns: 1 })
    const found = await Promise.all(drawn!.keys.map((amounts, n) => underOneKey(stage, `${seed}-${n}`, amounts)))
    const refusals = await refusedUnderOneKey(stage, `${seed}`)
    const actors = await actorsUnderOneKey(stage, `${seed}`)
    const replies = found.flatMap((one) => one.replies)
    return {
      problems: [...found.flatMap((one) => one.problems), ...refusals, ...actors],
      seen: counted(replies.map(({ status, body }) => body.code ?? String(status))),
    }
  },
}

const both = (stage: Stage, who: Caller): readonly Caller[] => [0, 1].map((n) => who.at(stage.url(n)))

async function underOneKey(stage: Stage, name: string, amounts: readonly number[]) {
  const callers = both(stage, stage.planner)
  const key = { 'idempotency-key': `key-${name}` }
  const path = `/v1/customers/keyed-${name}/record-purchase`
  const send = (amount: number, n: number) => callers[n % 2]!.post(path, purchase(amount), key)
  const raced = await Promise.all(amounts.map(send))
  const repeated = await Promise.all(amounts.map(send))
  const history = await stage.planner.history(`customer-keyed-${name}`)
  const kept = history[0]?.data.revenue as number | undefined
  const problems = history.length === 1 ? [] : [`key ${name} recorded ${history.length} purchases`]
  const winners: Reply[] = []
  for (const [n, reply] of [...raced, ...repeated].entries()) {
    const same = amounts[n % amounts.length] === kept
    if (same) winners.push(reply)
    const due = same
      ? reply.status === 200 && reply.body.changed === true
      : reply.body.code === 'idempotency-key-reused'
    if (!due) problems.push(`key ${name}: ${amounts[n % amounts.length]} was answered ${reply.status} ${reply.text}`)
  }
  if (new Set(winners.map(({ text }) => text)).size > 1) problems.push(`key ${name}: one request has several answers`)
  return { problems, replies: [...raced, ...repeated] }
}

/** A refusal is an answer, too: whoever repeats it gets it again, also when the command would now be taken. */
async function refusedUnderOneKey(stage: Stage, name: string): Promise<readonly string[]> {
  const customer = `refused-${name}`
  const key = { 'idempotency-key': `refused-${name}` }
  const callers = both(stage, stage.planner)
  const reverse = (n: number) =>
    callers[n % 2]!.post(`/v1/customers/${customer}/reverse-purchase`, { purchase: 'receipt-1', reason: 'x' }, key)
  const raced = await Promise.all(Array.from({ length: 6 }, (_, n) => reverse(n)))
  await stage.planner.post(`/v1/customers/${customer}/record-purchase`, purchase(100))
  const answers = new Set([...raced, await reverse(0), await reverse(1)].map(({ status, text }) => `${status} ${text}`))
  const [only = ''] = answers
  return answers.size === 1 && only.includes('purchase-unknown') ? [] : [`a refusal has the answers ${[...answers]}`]
}

/** Keys belong to whoever chose them: two services with one key do not meet. */
async function actorsUnderOneKey(stage: Stage, name: string): Promise<readonly string[]> {
  const key = { 'idempotency-key': `actors-${name}` }
  const people = [stage.planner, ...stage.approvers].map((one, n) => one.at(stage.url(n)))
  await Promise.all(
    people.map((one, n) =>
      one.post(`/v1/customers/actors-${name}/record-purchase`, { ...purchase(n), purchase: `receipt-${n}` }, key),
    ),
  )
  const { length } = await stage.planner.history(`customer-actors-${name}`)
  return length === people.length ? [] : [`${people.length} actors with one key recorded ${length} purchases`]
}
