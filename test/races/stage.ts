import type { Caller, Reply } from './caller.js'
import { scratchFolder, Service } from './service.js'

/** What a round of a race has found: what was not due, and how often things happened, so that a race is seen to be one. */
export interface Round {
  readonly problems: readonly string[]
  readonly seen: Readonly<Record<string, number>>
}

/** A race: what happens in it is drawn from the seed; who comes first is left to the machine. */
export interface Race {
  readonly name: string
  run(stage: Stage, seed: number): Promise<Round>
}

/** Two processes of the service on one data folder, and the people who call them. */
export class Stage {
  readonly services: readonly [Service, Service]
  /** Who plans: the writer of every plan. */
  readonly planner: Caller
  /** People who may decide about plans, and may write them. */
  readonly approvers: readonly Caller[]
  private readonly end: () => Promise<void>

  private constructor(
    services: readonly [Service, Service],
    planner: Caller,
    approvers: readonly Caller[],
    end: () => Promise<void>,
  ) {
    this.services = services
    this.planner = planner
    this.approvers = approvers
    this.end = end
  }

  static async set(): Promise<Stage> {
    // Where it cannot be set, nothing that has been started is left behind.
    await using started = new AsyncDisposableStack()
    const folder = await scratchFolder()
    started.defer(folder.remove)
    const first = started.adopt(await Service.start(folder.path), (service) => service.stop())
    const second = started.adopt(await Service.start(folder.path), (service) => service.stop())
    const approvers: Caller[] = []
    for (const actor of ['alex', 'kim', 'lou']) approvers.push(await first.caller(actor, 'approver'))
    const left = started.move()
    return new Stage([first, second], await first.admin(), approvers, () => left.disposeAsync())
  }

  /** One of the two processes for the n-th caller; always the first where one process is enough. */
  url(n: number, shared = true): string {
    return this.services[shared ? n % 2 : 0]!.url
  }

  async moveClocks(ms: number): Promise<void> {
    for (const service of this.services) await service.moveClock(ms)
  }

  /** A campaign whose plan waits for approval; gives the answers on the way there. */
  async submitted(campaign: string): Promise<readonly Reply[]> {
    return [
      await done(this.planner.post(`/v1/campaigns/${campaign}/draft`, { plan: aPlan('First plan') })),
      await done(this.planner.post(`/v1/campaigns/${campaign}/submit`)),
    ]
  }

  /** A campaign whose plan was approved; gives the answers on the way there. */
  async approved(campaign: string): Promise<readonly Reply[]> {
    const approve = () => this.approvers[0]!.post(`/v1/campaigns/${campaign}/approve`)
    return [...(await this.submitted(campaign)), await done(approve())]
  }

  async strike(): Promise<void> {
    await this.end()
  }
}

/** A command that has to be taken. */
export async function done(answer: Promise<Reply>): Promise<Reply> {
  const reply = await answer
  if (reply.status !== 200) throw new Error(`a race could not be set up: ${reply.status} ${reply.text}`)
  return reply
}

export const aPlan = (name: string): object => ({
  name,
  kind: 'seminar',
  purposes: ['new customers'],
  period: { from: '2027-03-01', to: '2027-03-03', zone: 'Europe/Vienna' },
  owner: 'pat',
  currency: 'EUR',
  targetGroups: [{ id: 'all', name: 'Everybody', channel: 'e-mail' }],
  budget: [{ id: 'room', name: 'Room', amount: 100_000 }],
  targets: [],
  milestones: [],
})

/** How often each of some words stands there. */
export function counted(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const word of words.toSorted()) found[word] = (found[word] ?? 0) + 1
  return found
}
