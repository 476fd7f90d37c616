import { as } from '../journeys/service.js'
import type { Service } from '../journeys/service.js'

const DAY_MS = 86_400_000
const dayAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)

/** The same numbers at every run: a small generator with a seed. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

export const planOf = (name: string, kind: string, from: number, to: number, more: object = {}) => ({
  name,
  kind,
  purposes: ['new customers', 'win back'],
  period: { from: dayAgo(from), to: dayAgo(to), zone: 'Europe/Vienna' },
  owner: 'pat',
  currency: 'EUR',
  place: 'Hall 3, Vienna',
  targetGroups: [
    { id: 'buyers', name: 'Buyers of model X', channel: 'e-mail', criteria: 'Bought model X before 2026' },
    { id: 'sleepers', name: 'No purchase for 90 days', channel: 'letter', offer: '20 % on the next purchase' },
  ],
  budget: [
    { id: 'room', name: 'Room and catering', amount: 450_000 },
    { id: 'print', name: 'Print and postage', amount: 120_000 },
  ],
  targets: [
    { indicator: 'registered', value: 60 },
    { indicator: 'attended', value: 40 },
  ],
  milestones: [{ id: 'sent', name: 'Invitations are sent', due: dayAgo(from + 20), owner: 'pat' }],
  ...more,
})

export interface People {
  readonly pat: string
  readonly alex: string
}

/** Campaigns in every phase, with people on their way through the funnel, and customers who buy and stop buying. */
export async function fillWith(service: Service): Promise<People> {
  const people = { pat: await service.token('pat', 'planner'), alex: await service.token('alex', 'approver') }
  const [pat, alex] = [as(service, people.pat), as(service, people.alex)]
  const draft = (id: string, plan: object) => pat.post(`/v1/campaigns/${id}/draft`, { plan })
  const submitted = async (id: string, plan: object) => {
    await draft(id, plan)
    await pat.post(`/v1/campaigns/${id}/submit`)
  }
  const approved = async (id: string, plan: object) => {
    await submitted(id, plan)
    await alex.post(`/v1/campaigns/${id}/approve`, { comment: 'Good plan, go ahead.' })
  }
  await draft('autumn-letter', planOf('Autumn letter to sleeping customers', 'direct-mail', -30, -60))
  await submitted('partner-day', planOf('Partner day', 'exhibition', -40, -41))
  await approved('web-promo', planOf('Web promotion with registration', 'web-promotion', -10, -30))
  await approved('spring-seminar', planOf('Spring seminar', 'seminar', 3, 2))
  await livedThrough(service, people.pat, 'spring-seminar')
  await approved('road-show', planOf('Road show', 'exhibition', -90, -92))
  await pat.post('/v1/campaigns/road-show/cancel', { reason: 'The hall burned down.' })
  await purchases(service)
  return people
}

/** Invites 200, of whom ever fewer come further. */
async function livedThrough(service: Service, token: string, campaign: string): Promise<void> {
  const caller = as(service, token)
  const at = `/v1/campaigns/${campaign}`
  const customers = Array.from({ length: 200 }, (_, n) => `c-${1_000 + n}`)
  const wait = { prefer: 'wait=30' }
  await caller.post(`${at}/invitations`, { wave: 'e-mail', group: 'buyers', customers: customers.slice(0, 140) }, wait)
  await caller.post(`${at}/invitations`, { wave: 'letter', group: 'sleepers', customers: customers.slice(140) }, wait)
  await Promise.all(customers.slice(0, 185).map((one) => caller.post(`${at}/participants/${one}/record-delivery`)))
  const answers = customers.filter((_, n) => n % 2 === 0)
  await Promise.all(answers.map((one) => caller.post(`${at}/participants/${one}/accept`)))
  await Promise.all(
    customers
      .slice(181, 199)
      .filter((_, n) => n % 2 === 0)
      .map((one) => caller.post(`${at}/participants/${one}/decline`)),
  )
  await caller.post(`${at}/open-registration`, { capacity: 60, offerHours: 24 })
  for (const customer of answers.slice(0, 64)) await caller.post(`${at}/desk/register`, { customer })
  await caller.post(`${at}/start`)
  for (const [n, customer] of answers.slice(0, 41).entries())
    await caller.post(`${at}/desk/check-in`, { customer, scan: `gate-${n}` })
  const cost = (cost: string, line: string, amount: number, supplier: string) =>
    caller.post(`${at}/record-cost`, { cost, line, amount, currency: 'EUR', day: dayAgo(1), supplier })
  const order = { commitment: 'order-9', line: 'room', amount: 12_000, currency: 'EUR', day: dayAgo(20) }
  await caller.post(`${at}/commit-cost`, { ...order, supplier: 'caterer' })
  await cost('invoice-17', 'room', 421_050, 'hall-company')
  await cost('invoice-18', 'print', 131_500, 'printer')
}

/** Two hundred customers over fourteen months; the smaller they are the sooner they stop. */
async function purchases(service: Service): Promise<void> {
  const random = numbers(7)
  const bought = Array.from({ length: 220 }, (_, n) => {
    const size = Math.exp(random() * 5)
    const times = 2 + Math.floor(random() * 7)
    const stops = random() < 0.45 ? 60 + Math.floor(random() * 240) : 0
    return Array.from({ length: times }, (__, k) => ({
      customer: `c-${1_000 + n}`,
      purchase: `p-${n}-${k}`,
      day: dayAgo(stops + Math.floor(random() * (420 - stops))),
      zone: 'Europe/Vienna',
      revenue: Math.round(size * (50 + random() * 100) * 10),
      productionCost: Math.round(size * 200),
      currency: 'EUR',
    }))
  }).flat()
  await as(service, service.admin).post('/v1/purchases', { purchases: bought }, { prefer: 'wait=60' })
}
