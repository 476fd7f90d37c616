import { createHash } from 'node:crypto'

/**
 * The life of one campaign told again in the simplest way, from the picture in the documentation: which event may follow
 * in which phase, who may decide, what was committed
 * and spent. It shares nothing with the product but the names of the events.
 */

/** An event of a campaign as anybody can read it. */
export interface CampaignFact {
  readonly type: string
  /** Who gave the command. */
  readonly actor: string
  // Every kind of event has fields of its own; the reference looks at them by name, as a reader of the feed does.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
}

const CARRIED_OUT = ['approved', 'running', 'underway']
const BEFORE_EVALUATION = [...CARRIED_OUT, 'held']
const FROM_APPROVAL = [...BEFORE_EVALUATION, 'evaluated']
const BILLED = [...FROM_APPROVAL, 'cancelled']

/** event: the phases in which it may happen, and the phase after it (none: it stays). */
const GRAPH: Readonly<Record<string, readonly [from: readonly string[], to?: string]>> = {
  CampaignDrafted: [['unknown'], 'draft'],
  CampaignTakenOver: [['unknown'], 'taken over'],
  PlanRevised: [['draft'], 'draft'],
  CampaignSubmitted: [['draft'], 'submitted'],
  CampaignSentBack: [['submitted'], 'draft'],
  CampaignRejected: [['submitted'], 'rejected'],
  CampaignApproved: [['submitted'], 'approved'],
  PlanAmended: [CARRIED_OUT],
  AmendmentApproved: [CARRIED_OUT],
  AmendmentSentBack: [CARRIED_OUT],
  WaveBegun: [CARRIED_OUT],
  RegistrationOpened: [CARRIED_OUT],
  CampaignStarted: [['running'], 'underway'],
  CampaignFinished: [['underway'], 'held'],
  CostRecorded: [BILLED],
  CostReversed: [BILLED],
  CostCommitted: [BEFORE_EVALUATION],
  CommitmentReleased: [BILLED],
  CampaignEvaluated: [['held'], 'evaluated'],
  CampaignCancelled: [['draft', 'submitted', ...CARRIED_OUT, 'held'], 'cancelled'],
}

interface Cost {
  readonly amount: number
  readonly commitment?: string
  reversed: boolean
}

interface Commitment {
  readonly line: string
  readonly amount: number
  released: boolean
}

export class CampaignReference {
  phase = 'unknown'
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  plan: any
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  approvedPlan: any
  amended = false
  readonly problems: string[] = []
  private writers = new Set<string>()
  private readonly waves = new Set<string>()
  private readonly costs = new Map<string, Cost>()
  private readonly commitments = new Map<string, Commitment>()
  private opened = false

  /** What was spent and not taken back, counted anew. */
  get spent(): number {
    return [...this.costs.values()].reduce((sum, { amount, reversed }) => sum + (reversed ? 0 : amount), 0)
  }

  /** What was committed and is neither released nor settled by a cost that stands, counted anew. */
  get committed(): number {
    return [...this.commitments].reduce((sum, [id, { amount }]) => sum + (this.isOpen(id) ? amount : 0), 0)
  }

  take(fact: CampaignFact): void {
    const [from, to] = GRAPH[fact.type] ?? [[]]
    this.unless(fact, from.includes(this.phase), `happens in phase ${this.phase}`)
    this.happen(fact)
    this.phase = to === 'taken over' ? fact.data.phase : (to ?? this.phase)
    const sum = this.spent + this.committed
    this.unless(fact, Number.isSafeInteger(sum) && this.spent >= 0 && this.committed >= 0, `makes the sum ${sum}`)
  }

  private happen(fact: CampaignFact): void {
    const { type, data, actor } = fact
    switch (type) {
      case 'CampaignDrafted':
      case 'PlanRevised':
      case 'PlanAmended':
        this.plan = data.plan
        this.amended = type === 'PlanAmended'
        return void this.writers.add(actor)
      case 'CampaignSubmitted':
        this.unless(fact, data.planDigest === planDigest(this.plan), 'submits another plan')
        return void this.writers.add(actor)
      case 'CampaignApproved':
      case 'AmendmentApproved':
        return this.approves(fact)
      case 'CampaignSentBack':
      case 'CampaignRejected':
        return this.unless(fact, !this.writers.has(actor), `is decided by ${actor}, who wrote the plan`)
      case 'AmendmentSentBack':
        this.unless(fact, this.amended && !this.writers.has(actor), `is decided by ${actor}`)
        return this.freeze(this.approvedPlan)
      case 'CampaignTakenOver':
        return this.freeze(data.plan)
      case 'WaveBegun':
      case 'RegistrationOpened':
        return this.runs(fact)
      case 'CostRecorded':
      case 'CostReversed':
        return this.pays(fact)
      case 'CostCommitted':
      case 'CommitmentReleased':
        return this.commits(fact)
      case 'CampaignEvaluated':
        this.unless(fact, !this.amended, 'happens while an amendment waits')
        this.unless(fact, this.committed === 0, `leaves ${this.committed} committed`)
        this.unless(fact, data.spent === this.spent, `counts ${data.spent} spent, not ${this.spent}`)
        return this.unless(fact, data.budget === budgetOf(this.approvedPlan), `counts a budget of ${data.budget}`)
      default:
        return
    }
  }

  private approves(fact: CampaignFact): void {
    const { type, data, actor } = fact
    this.unless(fact, this.amended === (type === 'AmendmentApproved'), 'approves what does not wait')
    this.unless(fact, !this.writers.has(actor), `is decided by ${actor}, who wrote the plan`)
    this.unless(fact, data.by === actor, `is said to be by ${data.by}`)
    this.unless(fact, data.planDigest === planDigest(this.plan), 'approves another plan than the last one')
    this.freeze(this.plan)
  }

  private runs(fact: CampaignFact): void {
    const { type, data } = fact
    if (type === 'RegistrationOpened') {
      this.unless(fact, !this.opened, 'opens a second time')
      this.opened = true
    } else {
      const planned = this.approvedPlan?.targetGroups.some(({ id }: { id: string }) => id === data.group)
      this.unless(fact, planned && !this.waves.has(data.wave), 'begins a second time, or was not approved')
      this.waves.add(data.wave)
    }
    if (this.phase === 'approved') this.phase = 'running'
  }

  private pays(fact: CampaignFact): void {
    const { type, data } = fact
    const known = this.costs.get(data.cost)
    if (type === 'CostReversed') {
      this.unless(fact, known?.reversed === false && known.amount === data.amount, 'takes back what was not spent')
      if (known) known.reversed = true
      return
    }
    this.unless(fact, known === undefined, 'is recorded a second time')
    this.unless(fact, this.approvedPlan !== undefined, 'is of a campaign that was never approved')
    this.unless(fact, data.currency === this.approvedPlan.currency, 'is in another currency')
    this.unless(fact, (data.afterEvaluation === true) === (this.phase === 'evaluated'), 'is late, or is not')
    if (data.commitment !== undefined) {
      const settles = this.isOpen(data.commitment) && this.commitments.get(data.commitment)?.line === data.line
      this.unless(fact, settles, `settles ${data.commitment}, which is not open or of another line`)
    }
    this.costs.set(data.cost, { amount: data.amount, commitment: data.commitment, reversed: false })
  }

  private commits(fact: CampaignFact): void {
    const { type, data } = fact
    const known = this.commitments.get(data.commitment)
    if (type === 'CommitmentReleased') {
      this.unless(fact, this.isOpen(data.commitment) && known?.amount === data.amount, 'frees what is not committed')
      if (known) known.released = true
      return
    }
    this.unless(fact, known === undefined, 'is committed a second time')
    this.unless(fact, data.currency === this.approvedPlan.currency, 'is in another currency')
    this.commitments.set(data.commitment, { line: data.line, amount: data.amount, released: false })
  }

  private isOpen(id: string): boolean {
    const isSettled = [...this.costs.values()].some(({ commitment, reversed }) => commitment === id && !reversed)
    return this.commitments.get(id)?.released === false && !isSettled
  }

  private freeze(plan: unknown): void {
    this.plan = this.approvedPlan = plan
    this.amended = false
    this.writers = new Set()
  }

  private unless({ type }: CampaignFact, holds: boolean | undefined, what: string): void {
    if (!holds) this.problems.push(`${type} ${what}`)
  }
}

const budgetOf = (plan: { budget: readonly { amount: number }[] }): number =>
  plan.budget.reduce((sum, { amount }) => sum + amount, 0)

/** SHA-256 of the plan as JSON with its names in order. */
export const planDigest = (plan: unknown): string => createHash('sha256').update(inOrder(plan)).digest('hex')

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, one]) => one !== undefined)
  const written = fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${inOrder(one)}`)
  return `{${written.join(',')}}`
}
