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

export interface PersonBehind {
  readonly customer: string
  readonly groups: readonly string[]
  readonly reachedAt: string
  readonly events: readonly Evidence[]
}

/** The people whom a stage of a funnel counts, page by page. */
export class PeopleBehindQuery extends Query<{ items: readonly PersonBehind[]; next?: string }> {
  constructor(
    readonly campaign: string,
    readonly stage: string,
    readonly page: { readonly limit: number; readonly cursor: string | undefined },
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

  async execute({ campaign, stage, page: { limit, cursor } }: PeopleBehindQuery) {
    const { stages } = await stagesOf(this.states, campaign)
    const names = stages.value.map((one) => one.stage)
    const last = names.findIndex((name) => name === stage)
    if (last < 0) throw invalid([{ field: 'stage', message: `must be one of ${names.join(', ')}` }], 'query')
    const passed = names.slice(0, last + 1)
    const items: PersonBehind[] = []
    let at = cursor
    do {
      const query = { filter: { campaign }, sort: [['customer', 'asc']] as const, limit: limit - items.length }
      const page = await this.views.of(participants).find({ ...query, ...(at === undefined ? {} : { cursor: at }) })
      for (const { document } of page.entries) {
        if (passed.every((name) => document.at[name] !== undefined)) items.push(await this.behind(document, passed))
      }
      at = page.next
    } while (at !== undefined && items.length < limit)
    return { items, ...(at === undefined ? {} : { next: at }) }
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
