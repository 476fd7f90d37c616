import { DeskReference } from '../../libs/participation/testing/desk-reference.js'
import type { DeskFact } from '../../libs/participation/testing/desk-reference.js'
import type { Caller, FeedEvent, Reply } from './caller.js'
import { comes, differences, unexplained } from './explained.js'
import { counted, done } from './stage.js'
import type { Round, Stage } from './stage.js'

/** What a busy desk may refuse; everything else is a problem. */
const REFUSALS = [
  'already-registered',
  'capacity-below-taken',
  'no-offer',
  'not-registered',
  'offer-expired',
  'party-too-large',
  'registration-rejected',
]

/** The desk of one campaign under way: calls to it, and its history as it comes over the live feed. */
export class DeskRace {
  private readonly reference = new DeskReference()
  private readonly log: FeedEvent[] = []
  private readonly live: FeedEvent[] = []
  private readonly cut: string[] = []
  private readonly replies: Reply[] = []
  private readonly gone = new AbortController()
  private readonly callers: readonly Caller[]
  private readonly campaign: string
  private readonly reader: Caller
  private readonly following: Promise<void>

  private constructor(stage: Stage, campaign: string, shared: boolean) {
    this.campaign = campaign
    this.reader = stage.planner
    this.callers = [0, 1].map((n) => stage.planner.at(stage.url(n, shared)))
    const stream = `desk-${campaign}`
    const take = (event: FeedEvent) => void (event.subject === stream && this.live.push(event))
    const cut = (error: Error) => void this.cut.push(`the live feed was cut: ${error.message}`)
    this.following = this.reader.follow(stream, this.gone.signal, take).catch(cut)
  }

  static async open(stage: Stage, campaign: string, capacity: number, shared: boolean): Promise<DeskRace> {
    await stage.approved(campaign)
    await done(stage.planner.post(`/v1/campaigns/${campaign}/open-registration`, { capacity, offerHours: 1 }))
    return new DeskRace(stage, campaign, shared)
  }

  /** A command at the desk, by the n-th caller. */
  async give(n: number, verb: string, body: object): Promise<void> {
    const reply = await this.callers[n % 2]!.post(`/v1/campaigns/${this.campaign}/desk/${verb}`, body)
    this.replies.push(reply)
  }

  /** How things stand, by the reference. */
  async stands(): Promise<DeskReference> {
    for (const event of await this.reader.history(`desk-${this.campaign}`, this.log.at(-1)?.position)) {
      this.log.push(event)
      this.reference.take(factOf(event))
    }
    return this.reference
  }

  /** Waits until every offer that is over has ended. */
  endsOffers(now: () => string): Promise<boolean> {
    return comes(async () => (await this.stands()).with('offered').every(({ expiresAt }) => expiresAt! > now()))
  }

  /** Holds everything that can be seen from outside against the history, and that against the reference. */
  async finish(problems: readonly string[] = []): Promise<Round> {
    const reference = await this.stands()
    const { log: history } = this
    await comes(() => this.live.length >= history.length)
    this.gone.abort()
    await this.following
    return {
      problems: [
        ...problems,
        ...this.cut,
        ...reference.end(),
        ...unexplained(history, this.replies, REFUSALS),
        ...differences(this.live, history),
        ...(await this.unlike(reference, history.at(-1)!.position)),
      ],
      seen: counted(history.map(({ type }) => type.replace('.v1', ''))),
    }
  }

  /** Where the state of the desk or the view of its people is not what the reference makes of the history. */
  private async unlike(reference: DeskReference, position: number): Promise<readonly string[]> {
    const desk = await this.reader.get(`/v1/campaigns/${this.campaign}/desk`)
    const { capacity, taken, held, free } = reference
    const queue = reference.queue().map(({ customer }) => customer)
    const expected = [{ capacity, taken, held, free }, queue.length, queue.slice(0, 100)]
    const shown = [desk.seats, desk.waiting, desk.waitlist.map((one: { customer: string }) => one.customer)]
    const problems = same(shown, expected) ? [] : [`the desk shows ${write(shown)}, not ${write(expected)}`]
    for await (const person of this.people(position)) {
      const status = reference.person(person.customer)?.status
      const offer = status === 'offered' ? reference.person(person.customer)?.expiresAt : undefined
      if (person.registration.status !== status || person.offer?.expiresAt !== offer)
        problems.push(`${person.customer} is shown as ${person.registration.status} and is ${status}`)
    }
    return problems
  }

  private async *people(minPosition: number) {
    for (let cursor = ''; ;) {
      const path = `/v1/campaigns/${this.campaign}/participants?limit=1000&minPosition=${minPosition}${cursor}`
      const page = await this.reader.get(path)
      yield* page.items
      if (!page.next) return
      cursor = `&cursor=${page.next}`
    }
  }
}

const factOf = ({ type, revision, commandid, recordedat, data }: FeedEvent): DeskFact => ({
  type: type.replace(/\.v\d+$/, ''),
  revision,
  command: commandid,
  recordedAt: recordedat,
  data,
})

const write = (value: unknown): string => JSON.stringify(value)
const same = (one: unknown, other: unknown): boolean => write(one) === write(other)
