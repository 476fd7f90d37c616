import { createHash, randomUUID } from 'node:crypto'
import { canonical } from '@ledger/proof-verifier'
import { parse, v5 as uuidv5 } from 'uuid'
import type { Target } from './aggregate.js'
import type { Codec } from './codec.js'
import type { Decision, Refusal } from './decision.js'
import type { Recorded } from './event.js'
import type { EventStore } from './event-store.js'
import { ExpectedNew } from './expected-new.js'
import type { FollowUp } from './follow-up.js'
import type { CommandJournal, JournalEntry } from './journal.js'
import { Mailboxes } from './mailbox.js'
import { SharedFacts } from './shared-facts.js'
import type { States } from './states.js'

/** Who gives a command, why, and how it may be repeated. */
export interface CommandContext {
  readonly actor: string
  /** The caller's own key: the same key and body get the first answer again. */
  readonly idempotencyKey?: string
  /** Fixes the command's id where no journal is wanted: derived commands of process managers and bulk work. */
  readonly commandId?: string
  /** The revision that the caller has seen (`If-Match`). */
  readonly expectedRevision?: number
  readonly occurredAt?: string
  readonly reason?: string
  readonly source?: string
  readonly correlationId?: string
  readonly causationId?: string
}

/** What became of a command. */
export interface Answer {
  readonly commandId: string
  /** The events that it recorded; none where it was refused or had nothing new to say. */
  readonly events: readonly { readonly id: string; readonly type: string; readonly revision: number }[]
  /** The stream's revision after the command, −1 where it has no event. */
  readonly revision: number
  /** A view that has come as far as this shows the command's effect. Missing where the stream has no event. */
  readonly position?: number
  readonly refusal?: Refusal
}

/** A command with everything that it needs to be given. */
export interface Given extends FollowUp {
  readonly context: CommandContext
}

/** A command on its way: everything that its decision and its events need. */
export interface Pending {
  readonly decision: Decision
  readonly target: Target
  readonly command: object
  readonly commandId: string
  readonly context: CommandContext
  /** Set where an earlier try of the same command may have written: the revision behind which to look. */
  readonly lookAfter?: number
  /** Where facts about other aggregates come from; from the store as it is by then, where nothing is said. */
  readonly facts?: SharedFacts
  /** Set where the stream is expected to be new. */
  readonly expected?: ExpectedNew
}

/** Carries out commands to streams that are expected to be new. */
export interface ExpectingNew extends Pick<Executor, 'execute'> {
  /**
   * Carries out commands without keys of their own, as if each were given at this moment: what they need to know of other
   * aggregates is looked up once for all of them. @throws as `execute` does; then some may have been carried out.
   */
  executeTogether(commands: readonly Given[]): Promise<readonly Answer[]>
}

/** The same key came with another body, or for another thing. */
export class KeyReused extends Error {
  constructor() {
    super('this idempotency key was used for another request')
    this.name = 'KeyReused'
  }
}

const COMMANDS = parse(uuidv5('commands', uuidv5.URL))
/** How long another process may take over a command before this one carries it out itself. */
const CLAIM_MS = 3_000
const POLL_MS = 25

/** The one path of every command: claim → load → fold → decide → append at an explicit revision → answer. */
export class Executor {
  private readonly mailboxes: Mailboxes
  private readonly afterwards: ((events: readonly Recorded[]) => Promise<void>)[] = []

  constructor(
    private readonly events: EventStore,
    codec: Codec,
    private readonly states: States,
    private readonly journal: CommandJournal,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.mailboxes = new Mailboxes(events, codec, states, clock)
  }

  /** What shall happen at once after events were written (and again, from a subscription, if the process dies here). */
  whenWritten(react: (events: readonly Recorded[]) => Promise<void>): void {
    this.afterwards.push(react)
  }

  /**
   * Carries out a command. A refusal is an answer, not an error.
   * @throws KeyReused; StoreUnavailable: perhaps carried out, repeat with the same key; Contended: give it again later.
   */
  async execute<C extends object, T extends Target>(
    decision: Decision<C, T>,
    target: T,
    command: C,
    context: CommandContext,
  ): Promise<Answer> {
    return this.give({ decision: decision as unknown as Decision, target, command, context })
  }

  /**
   * Carries out commands as `execute` does, to streams that are expected to be new, as in an import or in bulk work: a stream of which
   * nothing is known is appended to without being read before, as long as that mostly comes true.
   * @throws StoreUnavailable
   */
  async expectingNew(): Promise<ExpectingNew> {
    const expected = new ExpectedNew((await this.events.head()) ?? 0)
    return {
      execute: (decision, target, command, context) =>
        this.give({ decision: decision as unknown as Decision, target, command, context }, expected),
      executeTogether: (commands) => {
        const facts = new SharedFacts(this.states)
        const carriedOut = commands.map((one) =>
          this.carryOut({ ...one, commandId: commandIdOf(one.context), facts, expected }),
        )
        return Promise.all(carriedOut)
      },
    }
  }

  private give(given: Given, expected?: ExpectedNew): Promise<Answer> {
    const pending = { ...given, commandId: commandIdOf(given.context), ...(expected ? { expected } : {}) }
    return given.context.idempotencyKey === undefined ? this.carryOut(pending) : this.once(pending)
  }

  private async carryOut(pending: Pending): Promise<Answer> {
    const { answer, written } = await this.mailboxes.deliver(pending)
    if (written.length > 0) for (const react of this.afterwards) await react(written)
    return answer
  }

  private async once(pending: Pending): Promise<Answer> {
    const { decision, target, command, commandId, context } = pending
    const stream = decision.aggregate.stream(target)
    const { expectedRevision, reason, occurredAt, source } = context
    const digest = digestOf([decision.name, stream, command, expectedRevision, reason, occurredAt, source])
    const { revision } = await this.states.known(decision.aggregate, target)
    const earlier = await this.journal.claim(commandId, {
      digest,
      stream,
      revision,
      claimedAt: this.clock().toISOString(),
    })
    if (earlier && earlier.digest !== digest) throw new KeyReused()
    const answered = earlier && (await this.answered(commandId, earlier))
    if (answered && (await this.stands(stream, answered))) return answered
    if (answered) {
      await this.journal.forget(commandId)
      return this.once(pending)
    }
    const answer = await this.carryOut(earlier ? { ...pending, lookAfter: earlier.revision } : pending)
    await this.journal.answer(commandId, answer)
    return answer
  }

  /** What an answer says was recorded is in the log; where that is a copy which ends earlier, it is not. */
  private async stands(stream: string, { events }: Answer): Promise<boolean> {
    const last = events.at(-1)
    return last === undefined || this.states.holds(stream, last)
  }

  /** The first answer, waited for while whoever claimed the command may still be at it. */
  private async answered(commandId: string, claim: JournalEntry): Promise<Answer | undefined> {
    let entry: JournalEntry | undefined = claim
    // The clock may have been set back since: nobody waits longer than a claim holds.
    const age = Math.max(0, this.clock().getTime() - Date.parse(claim.claimedAt))
    const until = performance.now() + CLAIM_MS - age
    while (entry?.answer === undefined && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      entry = await this.journal.find(commandId)
    }
    return entry?.answer as Answer | undefined
  }
}

/** SHA-256 over the canonical JSON (RFC 8785) of a value. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(value))))
    .digest('hex')

/** The id of a command derived from a name: the same name is the same command. */
export const derivedCommandId = (...name: readonly string[]): string => uuidv5(name.join('\n'), COMMANDS)

/** Keys belong to their actor: two services that choose the same key do not meet. */
function commandIdOf({ commandId, idempotencyKey, actor }: CommandContext): string {
  if (commandId !== undefined) return commandId
  return idempotencyKey === undefined ? randomUUID() : derivedCommandId('key', actor, idempotencyKey)
}
