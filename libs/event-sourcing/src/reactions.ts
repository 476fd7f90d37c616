import type { Codec } from './codec.js'
import type { AnyEventDefinition, DomainEvent, EventDefinition, EventOf, Recorded } from './event.js'
import { UnknownPosition } from './event-store.js'
import type { EventStore } from './event-store.js'
import { derivedCommandId } from './executor.js'
import type { Executor } from './executor.js'
import type { FollowUp } from './follow-up.js'
import type { Bookmarks } from './journal.js'

/** Which commands follow from an event, whatever else happens. Pure. */
export interface Reaction {
  readonly name: string
  readonly to: readonly EventDefinition[]
  follow(event: Recorded): readonly FollowUp[]
}

export function reaction<const Defs extends readonly AnyEventDefinition[]>(
  name: string,
  to: Defs,
  follow: (event: Recorded<EventOf<Defs[number]>>) => readonly FollowUp[],
): Reaction {
  return { name, to: to as unknown as readonly EventDefinition[], follow: follow as Reaction['follow'] }
}

const DUTY_EVERY_MS = 100
const BACK_OFF_MS = [50, 200, 1_000, 5_000] as const

/**
 * Carries out what follows from events. Eagerly, when this process has written them, so that the answer to a command
 * already includes it; and from a subscription with a bookmark, so that a crash in between loses nothing. A follow-up
 * has an id derived from its event, and the domain says nothing twice: to be carried out both ways does no harm.
 */
export class Reactor {
  private readonly stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()

  constructor(
    private readonly reactions: readonly Reaction[],
    private readonly events: EventStore,
    private readonly codec: Codec,
    private readonly executor: Executor,
    private readonly bookmarks: Bookmarks,
    private readonly onTrouble: (reaction: string, error: unknown) => void,
    /** Whether this process is the one to follow the log; asked before each batch. */
    private readonly onDuty: () => boolean = () => true,
  ) {
    executor.whenWritten((written) => this.react(written).catch((error: unknown) => this.onTrouble('eager', error)))
  }

  start(): void {
    this.running = this.follow()
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async follow(): Promise<void> {
    const names = this.reactions.flatMap(({ to }) => to.map(({ eventName }) => eventName))
    const filter = { types: this.codec.storedTypes([...new Set(names)]) }
    for (let failures = 0; !this.stopping.signal.aborted; failures += 1) {
      try {
        await this.untilOnDuty()
        const after = await placeIn(this.events, this.bookmarks, 'reactions')
        for await (const item of this.events.subscribe({ after, filter, signal: this.stopping.signal })) {
          if (item.kind !== 'events') continue
          // Whoever has taken over goes on from the bookmark; so do we when it is our turn again.
          if (!this.onDuty()) break
          await this.react((await this.codec.decode(item.events)).filter((one) => one !== undefined))
          await this.bookmarks.write('reactions', item.events.at(-1)!.position)
          failures = 0
        }
      } catch (error) {
        this.onTrouble('subscription', error)
        await sleep(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)]!, this.stopping.signal)
      }
    }
  }

  private async untilOnDuty(): Promise<void> {
    while (!this.stopping.signal.aborted && !this.onDuty()) await sleep(DUTY_EVERY_MS, this.stopping.signal)
  }

  private async react(events: readonly Recorded[]): Promise<void> {
    for (const event of events) {
      for (const one of this.reactions) {
        if (one.to.some(({ eventName }) => eventName === event.type)) await this.carryOut(one, event)
      }
    }
  }

  private async carryOut(one: Reaction, event: Recorded<DomainEvent>): Promise<void> {
    for (const [index, { decision, target, command }] of one.follow(event).entries()) {
      await this.executor.execute(decision, target, command, {
        actor: `process:${one.name}`,
        commandId: derivedCommandId('reaction', one.name, event.id, String(index)),
        correlationId: event.metadata.$correlationId,
        causationId: event.id,
        // What follows by itself happened when its cause did, however late that is told.
        occurredAt: event.metadata.occurredAt,
      })
    }
  }
}

/** Where a bookmark stands in this log. One at which no event stands is of another log: everything is gone through again. */
export async function placeIn(events: EventStore, bookmarks: Bookmarks, name: string): Promise<number | undefined> {
  const known = await bookmarks.read(name)
  if (known === undefined) return undefined
  try {
    for await (const { position } of events.readAll({ from: known, limit: 1 }))
      return position === known ? known : undefined
  } catch (error) {
    if (!(error instanceof UnknownPosition)) throw error
  }
  return undefined
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
