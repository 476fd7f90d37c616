import { derivedCommandId } from '@ledger/event-sourcing'
import type { EventStore, ExpectingNew, FollowUp, Given, Position } from '@ledger/event-sourcing'
import { Work } from './work/work.js'
import type { RefusedItem, WorkState } from './work/work.js'

/** Something that can be done in bulk: how one item becomes a command, and what it is called where it is refused. */
export interface BulkKind<Context = never, Item = never> {
  readonly name: string
  follow(context: Context, item: Item): FollowUp
  idOf(item: Item): string
}

/** What became of the items of a chunk. */
export interface ChunkOutcome {
  readonly chunk: number
  readonly items: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: readonly RefusedItem[]
}

/** Events that are read at once while looking for what an earlier try has written. */
const LOOK_BACK = 50

/** Carries out the next chunk of a work: every item is a command, with an id derived from work and place. */
export async function carryOutChunk(
  { executor, events }: { executor: ExpectingNew; events: EventStore },
  kind: BulkKind,
  work: string,
  state: WorkState,
  items: readonly unknown[],
): Promise<ChunkOutcome> {
  const begun = await acceptedAt(events, work)
  const first = state.done
  const commands = items.map((item, at) => commandOf(kind, work, state, item as never, first + at))
  const answers = await executor.executeTogether(commands)
  const outcomes = await Promise.all(
    items.map(async (item, at) => {
      const answer = answers[at]!
      const given = commands[at]!
      if (answer.events.length > 0 || (await wroteBefore(events, given, begun))) return 'changed'
      return answer.refusal
        ? { index: first + at, id: kind.idOf(item as never), code: answer.refusal.refused }
        : 'unchanged'
    }),
  )
  const count = (what: 'changed' | 'unchanged') => outcomes.filter((one) => one === what).length
  const refused = outcomes.filter((one) => typeof one === 'object')
  return { chunk: state.chunks, items: items.length, changed: count('changed'), unchanged: count('unchanged'), refused }
}

function commandOf(kind: BulkKind, work: string, state: WorkState, item: never, index: number): Given {
  const { context, by, occurredAt, reason } = state
  return {
    ...kind.follow(context as never, item),
    context: {
      actor: by,
      commandId: derivedCommandId('work', work, String(index)),
      correlationId: work,
      causationId: work,
      ...(occurredAt === undefined ? {} : { occurredAt }),
      ...(reason === undefined ? {} : { reason }),
    },
  }
}

/** Where a work begins in the log: nothing of it lies before. */
async function acceptedAt(events: EventStore, work: string): Promise<Position> {
  for await (const { position } of events.readStream(Work.stream({ work }), { limit: 1 })) return position
  return 0
}

/**
 * A chunk that is carried out again, after a crash or by a second runner, has nothing new to say; that it was this work
 * that changed the thing stands in the log. Read from the end of the stream back to where the work begins.
 */
async function wroteBefore(
  events: EventStore,
  { decision, target, context }: Given,
  begun: Position,
): Promise<boolean> {
  const stream = decision.aggregate.stream(target)
  for (let from: number | undefined; ;) {
    const page = { direction: 'backwards', limit: LOOK_BACK, ...(from === undefined ? {} : { from }) } as const
    let last: number | undefined
    for await (const { revision, position, metadata } of events.readStream(stream, page)) {
      if (position <= begun) return false
      if ((metadata as { commandId?: unknown }).commandId === context.commandId) return true
      last = revision
    }
    if (last === undefined || last === 0) return false
    from = last - 1
  }
}
