import type { Random } from '../random.js'

/** A request of the load: everything that stands in it is chosen by the seed alone. */
export interface Step {
  /** What it is in the summary: `register`. */
  readonly kind: string
  readonly path: string
  readonly body: object
  /** Its Idempotency-Key; the same step is always sent with the same one. */
  readonly key: string
  readonly by: 'admin' | 'alex'
  /** Ids of what a bulk request brings in. */
  readonly items?: readonly string[]
}

const FAIRS = 2
/** Few seats for many people: desks are full after some seconds. */
const SEATS = 10
const PEOPLE = 60
const CUSTOMERS = 60
const HOURS = 24

const plan = (name: string) => ({
  name,
  kind: 'exhibition',
  purposes: ['new customers'],
  period: { from: '2027-03-01', to: '2027-03-03', zone: 'Europe/Vienna' },
  owner: 'pat',
  currency: 'EUR',
  targetGroups: [{ id: 'all', name: 'All', channel: 'e-mail' }],
  budget: [],
  targets: [],
  milestones: [],
})

type Draft = Omit<Step, 'key' | 'by'> & { readonly by?: 'alex' }

/** The way of a campaign from a draft to an approved plan. */
const planned = (campaign: string): readonly Draft[] => [
  { kind: 'draft', path: `/v1/campaigns/${campaign}/draft`, body: { plan: plan(campaign) } },
  { kind: 'submit', path: `/v1/campaigns/${campaign}/submit`, body: {} },
  { kind: 'approve', path: `/v1/campaigns/${campaign}/approve`, body: {}, by: 'alex' },
]

/** What must be there before the load: campaigns whose desks are open, half of them underway. */
export function preparation(run: string): readonly Step[] {
  const drafts = Array.from({ length: FAIRS }, (_, fair) => {
    const campaign = `${run}-fair-${fair}`
    const opened: Draft[] = [
      {
        kind: 'open-registration',
        path: `/v1/campaigns/${campaign}/open-registration`,
        body: { capacity: SEATS, offerHours: HOURS },
      },
    ]
    if (fair % 2 === 1) opened.push({ kind: 'start', path: `/v1/campaigns/${campaign}/start`, body: {} })
    return [...planned(campaign), ...opened]
  })
  return drafts.flat().map((draft, at) => ({ by: 'admin', ...draft, key: `${run}:prepare:${at}` }))
}

/** The commands of one writer, without end. */
export function* commands(run: string, writer: number, random: Random): Generator<Step, never> {
  for (let number = 0; ; number += 1) {
    const own = random.fork(number)
    for (const [at, draft] of choose(run, `${writer}-${number}`, own).entries()) {
      yield { by: 'admin', ...draft, key: `${run}:${writer}:${number}:${at}` }
    }
  }
}

type Choice = readonly [weight: number, make: (run: string, id: string, random: Random) => readonly Draft[]]

const desk = (run: string, random: Random) => `/v1/campaigns/${run}-fair-${random.between(0, FAIRS - 1)}/desk`
const person = (random: Random) => `p-${random.between(0, PEOPLE - 1)}`
const customer = (run: string, random: Random) => `${run}-c-${random.between(0, CUSTOMERS - 1)}`

const choices: readonly Choice[] = [
  [30, (run, _, random) => [{ kind: 'register', path: `${desk(run, random)}/register`, body: registration(random) }]],
  [
    14,
    (run, _, random) => [{ kind: 'cancel', path: `${desk(run, random)}/cancel`, body: { customer: person(random) } }],
  ],
  [
    10,
    (run, _, random) => [
      { kind: 'accept-offer', path: `${desk(run, random)}/accept-offer`, body: { customer: person(random) } },
    ],
  ],
  [
    10,
    (run, id, random) => [
      {
        kind: 'check-in',
        path: `${desk(run, random)}/check-in`,
        body: { customer: person(random), scan: `scan-${id}` },
      },
    ],
  ],
  [
    3,
    (run, _, random) => [
      {
        kind: 'change-capacity',
        path: `${desk(run, random)}/change-capacity`,
        body: { capacity: random.between(SEATS - 4, SEATS + 6) },
      },
    ],
  ],
  [
    20,
    (run, id, random) => [
      {
        kind: 'purchase',
        path: `/v1/customers/${customer(run, random)}/record-purchase`,
        body: purchase(`buy-${id}`, random),
      },
    ],
  ],
  [
    8,
    (run, _, random) => [
      {
        kind: 'describe',
        path: `/v1/customers/${customer(run, random)}/describe`,
        body: { attributes: { city: random.pick(['Graz', 'Linz', 'Wien']), ageBand: random.pick(['18-24', '45-54']) } },
      },
    ],
  ],
  [6, (run, id) => planned(`${run}-plan-${id}`)],
  [3, (run, id, random) => [invitations(run, id, random.between(20, 120), random)]],
  [3, (run, id, random) => [purchases(run, id, random.between(10, 80), random)]],
]
const weights = choices.reduce((sum, [weight]) => sum + weight, 0)

function choose(run: string, id: string, random: Random): readonly Draft[] {
  let left = random.between(0, weights - 1)
  for (const [weight, make] of choices) if ((left -= weight) < 0) return make(run, id, random)
  throw new Error('the weights do not add up')
}

const registration = (random: Random) => ({
  customer: person(random),
  partySize: random.between(1, 3),
  priority: random.between(0, 2),
})

const purchase = (id: string, random: Random) => ({
  purchase: id,
  day: `2027-0${random.between(1, 9)}-1${random.between(0, 9)}`,
  zone: 'Europe/Vienna',
  revenue: random.between(1, 50_000),
  currency: 'EUR',
})

/** Invitations of so many people, each of whom nobody else invites. */
export function invitations(run: string, id: string, count: number, random: Random): Draft {
  const items = Array.from({ length: count }, (_, at) => `${run}-i-${id}-${at}`)
  return {
    kind: 'bulk-invitations',
    path: `/v1/campaigns/${run}-fair-${random.between(0, FAIRS - 1)}/invitations`,
    body: { wave: `w-${id}`, group: 'all', customers: items },
    items,
  }
}

function purchases(run: string, id: string, count: number, random: Random): Draft {
  const list = Array.from({ length: count }, (_, at) => ({
    customer: customer(run, random),
    ...purchase(`bulk-${id}-${at}`, random),
  }))
  const items = list.map(({ customer: who, purchase: what }) => `${who}/${what}`)
  return { kind: 'bulk-purchases', path: '/v1/purchases', body: { purchases: list }, items }
}
