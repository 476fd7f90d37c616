import type { Answer, Client } from './client.js'

const plan = (name: string, kind: string) => ({
  name,
  kind,
  purposes: ['new customers'],
  period: { from: '2027-03-01', to: '2027-03-03', zone: 'Europe/Vienna' },
  owner: 'pat',
  currency: 'EUR',
  targetGroups: [{ id: 'key-staff', name: 'Key staff', channel: 'e-mail' }],
  budget: [
    { id: 'stand', name: 'Stand', amount: 1_000_000 },
    { id: 'travel', name: 'Travel', amount: 250_000 },
  ],
  targets: [{ indicator: 'registered', value: 40 }],
  milestones: [{ id: 'stand-built', name: 'Stand is built', due: '2027-02-28', owner: 'pat' }],
})

/** Somebody who gives commands and must not be refused. Answers with the position of what was recorded. */
export const teller =
  (client: Client, token: string) =>
  async (path: string, body: object = {}): Promise<number> => {
    const headers = [
      ['Authorization', `Bearer ${token}`],
      ['Content-Type', 'application/json'],
    ] as const
    const answer: Answer = await client.send({ method: 'POST', target: path, headers, body: json(body) })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    return (JSON.parse(answer.text) as { position: number }).position
  }
type Tell = ReturnType<typeof teller>

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value))

/**
 * A small firm: a fair under way with a full desk, a seminar that is approved, an idea, a past, and people who buy.
 * @returns the position of the last event
 */
export async function fill(tell: Tell, approve: Tell): Promise<number> {
  await policies(tell)
  await approved('fair', 'exhibition', tell, approve)
  await tell('/v1/campaigns/fair/begin-wave', { wave: 'first', group: 'key-staff' })
  await tell('/v1/campaigns/fair/open-registration', { capacity: 3 })
  for (let n = 0; n < 8; n += 1) await guest(n, tell)
  await tell('/v1/campaigns/fair/start')
  await tell('/v1/campaigns/fair/desk/check-in', { customer: 'c-0', scan: 's-0' })
  const stand = { line: 'stand', amount: 80_000, currency: 'EUR', day: '2027-03-04' }
  await tell('/v1/campaigns/fair/commit-cost', { commitment: 'order-0', ...stand })
  await tell('/v1/campaigns/fair/record-cost', { cost: 'invoice-0', ...stand })
  await tell('/v1/overheads/2027-03/record', { overhead: 'rent', purpose: 'Rent', amount: 1_001, currency: 'EUR' })
  await approved('autumn', 'seminar', tell, approve)
  await tell('/v1/campaigns/idea/draft', { plan: plan('An idea', 'mailing') })
  await tell('/v1/campaigns/past/take-over', { plan: plan('The past', 'exhibition'), phase: 'held', source: 'crm' })
  for (let n = 0; n < 11; n += 1) await buyer(n, tell)
  return buyer(11, tell)
}

async function policies(tell: Tell): Promise<void> {
  await tell('/v1/policies/churn-days/set', { days: 60, reason: 'people buy often' })
  await tell('/v1/policies/tier-cuts/set', { by: 'rank', a: 0.1, b: 0.4, c: 0.8, reason: 'fewer in A' })
}

async function approved(campaign: string, kind: string, tell: Tell, approve: Tell): Promise<void> {
  await tell(`/v1/campaigns/${campaign}/draft`, { plan: plan(`The ${campaign}`, kind) })
  await tell(`/v1/campaigns/${campaign}/submit`)
  await approve(`/v1/campaigns/${campaign}/approve`, { comment: 'good' })
}

async function guest(n: number, tell: Tell): Promise<void> {
  const at = `/v1/campaigns/fair/participants/c-${n}`
  await tell(`${at}/target`, { group: 'key-staff' })
  await tell(`${at}/invite`, { wave: 'first' })
  await tell(`${at}/${n % 3 === 2 ? 'decline' : 'accept'}`)
  await tell('/v1/campaigns/fair/desk/register', { customer: `c-${n}`, priority: n })
}

async function buyer(n: number, tell: Tell): Promise<number> {
  const at = `/v1/customers/c-${n}`
  await tell(`${at}/describe`, { attributes: { city: 'Vienna', ageBand: n < 6 ? '25-34' : '45-54' } })
  for (const [purchase, day] of [
    ['p-0', '2026-12-31'],
    ['p-1', '2027-03-12'],
  ] as const) {
    await tell(`${at}/record-purchase`, {
      purchase,
      day,
      zone: 'UTC',
      revenue: 1_000 * (n + 1),
      productionCost: 5_000,
      currency: 'EUR',
    })
  }
  return tell(`${at}/sign-contract`, { contract: 'k-0', day: '2027-01-01' })
}
