import { Bookmarked } from './bookmarked.js'
import type { Codec } from './codec.js'
import type { AnyEventDefinition, DomainEvent, EventDefinition, EventOf, Recorded } from './event.js'
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

/**
 * Carries out what follows from events. Eagerly, when this process has written them, so that the answer to a command
 * already includes it; and from a subscription with a bookmark, so that a crash in between loses nothing. A follow-up
 * has an id derived from its event, and the domain says nothing twice: to be carried out both ways does no harm.
 */
export class Reactor {
  private readonly following: Bookmarked

  constructor(
    private readonly reactions: readonly Reaction[],
    events: EventStore,
    codec: Codec,
    private readonly executor: Executor,
    bookmarks: Bookmarks,
    onTrouble: (reaction: string, error: unknown) => void,
    /** Whether this process is the one to follow the log; asked before each batch. */
    onDuty: () => boolean = () => true,
  ) {
    executor.whenWritten((written) => this.react(written).catch((error: unknown) => onTrouble('eager', error)))
    this.following = new Bookmarked({
      ...{ events, codec, bookmarks, onDuty, name: 'reactions', to: reactions.flatMap(({ to }) => to) },
      react: (recorded) => this.react(recorded),
      onTrouble: (error) => onTrouble('subscription', error),
    })
  }

  start(): void {
    this.following.start()
  }

  stop(): Promise<void> {
    return this.following.stop()
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
