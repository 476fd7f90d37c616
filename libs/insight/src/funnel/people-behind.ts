import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { EventStore, States } from '@ledger/event-sourcing'
import { invalid } from '@ledger/http'
import type { Stage } from '@ledger/policies'
import { Views } from '@ledger/read-store'
import { evidenceAt } from '../evidence/evidence.js'
import type { Evidence } from '../evidence/evidence.js'
import type { Participant } from '../participants/participant.js'
import { participants } from '../participants/participants.js'
import { stagesOf } from './funnel.js'

/** Read at a time: a stage that few have reached must not take a question for each of them. */
const PAGE = 500

export interface PersonBehind {
  readonly customer: string
  readonly groups: readonly string[]
  readonly reachedAt: string
  readonly events: readonly Evidence[]
}

/** A figure of a funnel: a stage, of everybody or of one part. */
export interface FunnelFigure {
  readonly stage: string
  readonly group?: string | undefined
  readonly channel?: string | undefined
  readonly wave?: string | undefined
}

/** The people whom a stage of a funnel counts, page by page. */
export class PeopleBehindQuery extends Query<{ items: readonly PersonBehind[]; next?: string }> {
  constructor(
    readonly campaign: string,
    readonly figure: FunnelFigure,
    readonly page: { readonly limit: number; readonly after: string | undefined },
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

  async execute({ campaign, figure, page: { limit, after } }: PeopleBehindQuery) {
    const { stage } = figure
    const { stages } = await stagesOf(this.states, campaign)
    const names = stages.value.map((one) => one.stage)
    const place = names.findIndex((name) => name === stage)
    if (place < 0) throw invalid([{ field: 'stage', message: `must be one of ${names.join(', ')}` }], 'query')
    const passed = names.slice(0, place + 1)
    const items: PersonBehind[] = []
    let last = after
    for (;;) {
      const filter = { campaign, ...(last === undefined ? {} : { customer: { gt: last } }) }
      const { entries, next } = await this.views
        .of(participants)
        .find({ filter, sort: [['customer', 'asc']], limit: PAGE })
      for (const { document } of entries) {
        if (!counts(document, passed, figure)) continue
        if (items.length === limit) return { items, next: items.at(-1)!.customer }
        items.push(await this.behind(document, passed))
      }
      if (next === undefined) return { items }
      last = entries.at(-1)!.document.customer
    }
  }

  private async behind({ customer, groups, at, events }: Participant, passed: readonly Stage[]): Promise<PersonBehind> {
    const positions = passed.flatMap((name) => events[name] ?? [])
    return {
      customer,
      groups,
      reachedAt: new Date(at[passed.at(-1)!]!).toISOString(),
      events: await evidenceAt(
        this.events,
        [...new Set(positions)].toSorted((a, b) => a - b),
      ),
    }
  }
}

const counts = (person: Participant, passed: readonly Stage[], { group, channel, wave }: FunnelFigure): boolean =>
  passed.every((name) => person.at[name] !== undefined) &&
  (group === undefined || person.groups.includes(group)) &&
  (channel === undefined || person.channels.includes(channel)) &&
  (wave === undefined || person.waves.includes(wave))
