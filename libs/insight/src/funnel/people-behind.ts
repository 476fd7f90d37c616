import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { EventStore, States } from '@ledger/event-sourcing'
import { invalid } from '@ledger/http'
import { stages as stageNames } from '@ledger/policies'
import type { Stage } from '@ledger/policies'
import { Views } from '@ledger/read-store'
import type { Vantage } from '@ledger/time-travel'
import { evidenceAt } from '../evidence/evidence.js'
import type { Evidence } from '../evidence/evidence.js'
import type { Participant } from '../participants/participant.js'
import { participants } from '../participants/participants.js'
import { stagesOf, wholeFunnel } from './funnel.js'

/** Read at a time: a stage that few have reached must not take a question for each of them. */
const PAGE = 500

export interface PersonBehind {
  readonly customer: string
  readonly groups: readonly string[]
  readonly reachedAt: string
  readonly events: readonly Evidence[]
}

export const funnelFigures = ['count', 'beside'] as const

/** A figure of a funnel: a stage, of everybody or of one part; those whom it counts, or those beside. */
export interface FunnelFigure {
  readonly stage: string
  readonly stages?: string | undefined
  readonly figure?: (typeof funnelFigures)[number] | undefined
  readonly group?: string | undefined
  readonly channel?: string | undefined
  readonly wave?: string | undefined
}

/** The people in order; after each of them, where to go on. */
export type PeopleBehind = AsyncGenerator<{ readonly person: PersonBehind; readonly next: string }>

/** The people whom a stage of a funnel counts: all of them, or those behind a place. */
export class PeopleBehindQuery extends Query<PeopleBehind> {
  constructor(
    readonly campaign: string,
    readonly figure: FunnelFigure,
    readonly after?: string,
    /** From where they are looked at; from today where nothing is said. */
    readonly from?: Vantage,
  ) {
    super()
  }
}

@QueryHandler(PeopleBehindQuery)
export class PeopleBehindHandler implements IQueryHandler<PeopleBehindQuery> {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(States) private readonly states: States,
    @Inject(EventStore) private readonly events: EventStore,
  ) {}

  async execute({ campaign, figure, after, from }: PeopleBehindQuery): Promise<PeopleBehind> {
    if (from) {
      const then = new PeopleBehindHandler(from.views, from.states, this.events)
      return then.execute(new PeopleBehindQuery(campaign, figure, after))
    }
    const place = after === undefined ? await this.begin(campaign, figure) : readPlace(after)
    return this.walk(campaign, figure, place)
  }

  private async *walk(campaign: string, figure: FunnelFigure, place: Place): PeopleBehind {
    for (let { last } = place; ;) {
      const filter = { campaign, ...(last === undefined ? {} : { customer: { gt: last } }) }
      const { entries, next } = await this.views
        .of(participants)
        .find({ filter, sort: [['customer', 'asc']], limit: PAGE })
      for (const { document } of entries) {
        if (!counts(document, place, figure)) continue
        yield { person: await this.behind(document, place), next: writePlace({ ...place, last: document.customer }) }
      }
      if (next === undefined) return
      last = entries.at(-1)!.document.customer
    }
  }

  /** Which stages count is seen from everybody, so it is found out once and then stands in `next`. */
  private async begin(campaign: string, { stage, stages: asked }: FunnelFigure): Promise<Place> {
    const { stages } = await stagesOf(this.states, campaign, asked)
    const names = stages.value.map((one) => one.stage)
    const at = names.findIndex((name) => name === stage)
    if (at < 0) throw invalid([{ field: 'stage', message: `must be one of ${names.join(', ')}` }], 'query')
    const total = await wholeFunnel(this.views, campaign, stages.value)
    return { stage: names[at]!, before: names.slice(0, at).filter((_, index) => total[index]!.recorded) }
  }

  private async behind({ customer, groups, at, events }: Participant, { before, stage }: Place): Promise<PersonBehind> {
    const positions = [...before, stage].flatMap((name) => events[name] ?? [])
    return {
      customer,
      groups,
      reachedAt: new Date(at[stage]!).toISOString(),
      events: await evidenceAt(
        this.events,
        [...new Set(positions)].toSorted((a, b) => a - b),
      ),
    }
  }
}

/** The stage, those recorded before it, and the last person of the page before. */
interface Place {
  readonly stage: Stage
  readonly before: readonly Stage[]
  readonly last?: string
}

function counts(
  person: Participant,
  { stage, before }: Place,
  { figure, group, channel, wave }: FunnelFigure,
): boolean {
  const passed = before.every((name) => person.at[name] !== undefined)
  return (
    person.at[stage] !== undefined &&
    passed === (figure !== 'beside') &&
    (group === undefined || person.groups.includes(group)) &&
    (channel === undefined || person.channels.includes(channel)) &&
    (wave === undefined || person.waves.includes(wave))
  )
}

const writePlace = ({ stage, before, last }: Place): string =>
  Buffer.from(JSON.stringify([last, stage, ...before])).toString('base64url')

function readPlace(text: string): Place {
  try {
    const [last, ...names] = JSON.parse(Buffer.from(text, 'base64url').toString()) as string[]
    const known = names.every((name): name is Stage => (stageNames as readonly string[]).includes(name))
    const [stage, ...before] = names as Stage[]
    if (typeof last === 'string' && known && stage !== undefined) return { last, stage, before }
  } catch {
    // Not even JSON: no `next` of ours.
  }
  throw invalid([{ field: 'after', message: 'is no `next` of this list' }], 'query')
}
