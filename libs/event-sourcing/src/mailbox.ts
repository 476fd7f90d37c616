import { v5 as uuidv5 } from 'uuid'
import type { Codec } from './codec.js'
import { eventsOf, isRefusal, refuse } from './decision.js'
import type { DecisionContext, Outcome } from './decision.js'
import type { DomainEvent, EventMetadata, Position, Recorded } from './event.js'
import { AppendTooLarge, StoreUnavailable, WrongExpectedVersion } from './event-store.js'
import type { EventStore } from './event-store.js'
import type { Answer, Pending } from './executor.js'
import { SharedFacts } from './shared-facts.js'
import { noneOf } from './states.js'
import type { Folded, States } from './states.js'

/** Others kept writing to the stream; the command was not carried out and may be given again. */
export class Contended extends Error {
  constructor(readonly stream: string) {
    super(`too many others are writing to ${stream}`)
    this.name = 'Contended'
  }
}

interface Delivered {
  readonly answer: Answer
  readonly written: readonly Recorded[]
}

interface Letter {
  readonly pending: Pending
  resolve(delivered: Delivered): void
  reject(error: unknown): void
}

/** A letter with its decision made: the events that it wants written, on top of those before it in the batch. */
interface Decided {
  readonly letter: Letter
  readonly events: readonly DomainEvent[]
  readonly metadata: EventMetadata
  readonly answer: Answer
}

const BATCH = 256
const CONFLICTS = 20
const REPEATS = 3
/** A store that has tried by itself for so long is not asked again: whoever waits shall be told. */
const PATIENCE_MS = 2_000

/** Commands of one stream queue up; those that wait together are decided in order and share one append. */
export class Mailboxes {
  private readonly waiting = new Map<string, Letter[]>()

  constructor(
    private readonly events: EventStore,
    private readonly codec: Codec,
    private readonly states: States,
    private readonly clock: () => Date,
  ) {}

  deliver(pending: Pending): Promise<Delivered> {
    return new Promise((resolve, reject) => {
      const letter = { pending, resolve, reject }
      const stream = pending.decision.aggregate.stream(pending.target)
      const queue = this.waiting.get(stream)
      if (queue) return void queue.push(letter)
      this.waiting.set(stream, [letter])
      void this.empty(stream)
    })
  }

  private async empty(stream: string): Promise<void> {
    const queue = this.waiting.get(stream) ?? []
    while (queue.length > 0) {
      const batch = takeDistinct(queue, BATCH)
      try {
        await this.process(stream, batch)
      } catch (error) {
        for (const letter of batch) letter.reject(error)
      }
    }
    this.waiting.delete(stream)
  }

  private async process(stream: string, batch: readonly Letter[]): Promise<void> {
    if (await this.writtenAsNew(stream, batch)) return
    for (let conflicts = 0; conflicts < CONFLICTS; conflicts += 1) {
      try {
        return await this.attempt(stream, batch, conflicts > 0)
      } catch (error) {
        if (error instanceof AppendTooLarge && batch.length > 1) return this.oneByOne(stream, batch)
        this.states.forget(stream)
        if (!(error instanceof WrongExpectedVersion)) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * conflicts))
    }
    throw new Contended(stream)
  }

  private async oneByOne(stream: string, batch: readonly Letter[]): Promise<void> {
    for (const letter of batch) await this.process(stream, [letter]).catch(letter.reject)
  }

  /**
   * Takes the stream for a new one where that is expected, and writes without having looked. False where that could not
   * be: then nothing of the batch was written by it.
   */
  private async writtenAsNew(stream: string, batch: readonly Letter[]): Promise<boolean> {
    const { decision, expected } = batch[0]!.pending
    if (!expected?.isWorthwhile || this.states.cached(stream)) return false
    if (batch.some(({ pending }) => pending.expected !== expected || pending.lookAfter !== undefined)) return false
    const start = noneOf(decision.aggregate)
    const decided = this.decideAll(batch, await this.factsOf(batch), start)
    if (decided.every(isSilent)) return false
    const before = expected.writtenSoFar
    const position = await this.append(stream, start.revision, decided).catch(unlessNotNew)
    // Where its first events stand there already, by their ids, the store answers where they stand.
    if (position === undefined || position <= before) return false
    expected.saw(true)
    this.settle(stream, decided, start, position)
    return true
  }

  private async attempt(stream: string, batch: readonly Letter[], again: boolean): Promise<void> {
    const { decision, target, expected } = batch[0]!.pending
    const { aggregate } = decision
    const letters = await this.settleWritten(stream, batch, again)
    if (letters.length === 0) return
    const facts = await this.factsOf(letters)
    const cached = again ? undefined : this.states.cached(stream)
    let start = cached ?? (await this.states.current(aggregate, target))
    if (!cached) expected?.saw(start.revision < 0)
    let decided = this.decideAll(letters, facts, start)
    if (cached && decided.every(isSilent)) {
      // Nothing will be appended, so no revision check would catch a state that is out of date.
      const current = await this.states.current(aggregate, target)
      if (current.revision !== start.revision) decided = this.decideAll(letters, facts, (start = current))
    }
    const position = decided.every(isSilent) ? start.position : await this.append(stream, start.revision, decided)
    this.settle(stream, decided, start, position)
  }

  /** Answers those letters whose events an earlier try has already written. */
  private async settleWritten(stream: string, batch: readonly Letter[], again: boolean): Promise<readonly Letter[]> {
    const suspects = batch.filter(({ pending }) => again || pending.lookAfter !== undefined)
    if (suspects.length === 0) return batch
    const known = suspects.map(({ pending }) => pending.lookAfter ?? -1)
    const ids = new Set(suspects.map(({ pending }) => pending.commandId))
    const written = await this.states.written(stream, Math.min(...known), ids)
    if (written.length === 0) return batch
    return batch.filter((letter) => {
      const { commandId } = letter.pending
      const own = written.filter(({ metadata }) => metadata.commandId === commandId)
      if (own.length === 0) return true
      letter.resolve({ answer: answerOf(commandId, own), written: own })
      return false
    })
  }

  /** What each of the letters needs to know of other aggregates, which is looked up once for all of them. */
  private factsOf(letters: readonly Letter[]): Promise<readonly Record<string, unknown>[]> {
    const shared = new SharedFacts(this.states)
    const of = async ({ decision, target, facts = shared }: Pending) => {
      const found: Record<string, unknown> = {}
      for (const [name, source] of Object.entries(decision.facts))
        found[name] = (await facts.current(source.of, source.at(target))).state
      return found
    }
    return Promise.all(letters.map(({ pending }) => of(pending)))
  }

  private decideAll(letters: readonly Letter[], facts: readonly Record<string, unknown>[], start: Folded): Decided[] {
    const now = this.clock().toISOString()
    let { state, revision } = start
    return letters.map((letter, index) => {
      const { decision, command, commandId, target, context } = letter.pending
      const occurredAt = context.occurredAt ?? now
      const asked: DecisionContext = { target, actor: context.actor, now, occurredAt, commandId, facts: facts[index]! }
      const outcome: Outcome<DomainEvent> =
        context.expectedRevision !== undefined && context.expectedRevision !== revision
          ? refuse('revision-differs', { expected: context.expectedRevision, revision })
          : decision.decide(state, command, asked)
      const events = isRefusal(outcome) ? [] : eventsOf(outcome)
      const first = revision + 1
      for (const event of events) state = decision.aggregate.fold(state, event)
      revision += events.length
      const answer = {
        commandId,
        events: events.map(({ type }, at) => ({ id: eventId(commandId, at), type, revision: first + at })),
        revision,
        ...(isRefusal(outcome) ? { refusal: outcome } : {}),
      }
      return { letter, events, metadata: metadataOf(letter.pending, now), answer }
    })
  }

  /** Answers the letters, once their events are written. */
  private settle(stream: string, decided: readonly Decided[], start: Folded, position: Position | undefined): void {
    const { aggregate } = decided[0]!.letter.pending.decision
    const recorded = decided.flatMap(({ events, metadata, answer }) =>
      events.map((event, at) => ({
        ...event,
        ...answer.events[at]!,
        type: event.type,
        stream,
        position: position!,
        metadata,
      })),
    )
    if (recorded.length > 0) this.states.keep(aggregate, stream, this.states.foldAll(aggregate, start, recorded))
    for (const { letter, answer } of decided) {
      const written = recorded.filter(({ metadata }) => metadata.commandId === answer.commandId)
      if (position !== undefined) letter.pending.expected?.passed(position)
      letter.resolve({ answer: position === undefined ? answer : { ...answer, position }, written })
    }
  }

  /**
   * Appends all that was decided, and gives its position; where it is unknown whether that happened, once more with the
   * same revision and the same ids.
   */
  private async append(stream: string, revision: number, decided: readonly Decided[]): Promise<Position | undefined> {
    const events = await Promise.all(
      decided.flatMap(({ events, metadata, answer }) =>
        events.map((event, at) => this.codec.encode(event, answer.events[at]!.id, metadata)),
      ),
    )
    const until = performance.now() + PATIENCE_MS
    for (let repeat = 1; ; repeat += 1) {
      try {
        return (await this.events.append(stream, revision < 0 ? 'no_stream' : revision, events)).position
      } catch (error) {
        const over = repeat >= REPEATS || performance.now() >= until
        if (!(error instanceof StoreUnavailable) || over) throw error
        await new Promise((resolve) => setTimeout(resolve, 20 * 4 ** repeat * (0.5 + Math.random())))
      }
    }
  }
}

const isSilent = ({ events }: Decided): boolean => events.length === 0

/** A stream that was taken for new has events, or what was to be written must be parted: nothing was written. */
function unlessNotNew(error: unknown): undefined {
  if (!(error instanceof WrongExpectedVersion || error instanceof AppendTooLarge)) throw error
}

/** Takes from the front of the queue; a command that stands twice in it is taken once, the repeat comes later. */
function takeDistinct(queue: Letter[], limit: number): readonly Letter[] {
  const ids = new Set<string>()
  const taken: Letter[] = []
  while (queue.length > 0 && taken.length < limit && !ids.has(queue[0]!.pending.commandId)) {
    const letter = queue.shift()!
    ids.add(letter.pending.commandId)
    taken.push(letter)
  }
  return taken
}

/** The same command writes the same ids, however often it is tried. */
export const eventId = (commandId: string, index: number): string => uuidv5(String(index), commandId)

/** Why, and from where, stand in the envelope whether the caller said so beside the command or in it. */
function metadataOf({ command, commandId, context }: Pending, now: string): EventMetadata {
  const { actor, occurredAt, correlationId, causationId } = context
  const { reason = context.reason, source = context.source } = command as { reason?: string; source?: string }
  return {
    occurredAt: occurredAt ?? now,
    recordedAt: now,
    actor,
    ...(reason === undefined ? {} : { reason }),
    ...(source === undefined ? {} : { source }),
    $correlationId: correlationId ?? commandId,
    $causationId: causationId ?? commandId,
    commandId,
  }
}

function answerOf(commandId: string, own: readonly Recorded[]): Answer {
  const last = own.at(-1)!
  return {
    commandId,
    events: own.map(({ id, type, revision }) => ({ id, type, revision })),
    revision: last.revision,
    position: last.position,
  }
}
