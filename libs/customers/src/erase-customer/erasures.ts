import { Bookmarked, derivedCommandId } from '@ledger/event-sourcing'
import type { Bookmarks, Codec, CommandJournal, EventStore } from '@ledger/event-sourcing'
import type { Executor, PersonalKeys, Recorded, States } from '@ledger/event-sourcing'
import { customerErased, erasureCompleted } from '../customer/customer.events.js'
import { Customer } from '../customer/customer.js'
import { completeErasure } from './erase-customer.js'

export interface ErasuresOptions {
  readonly events: EventStore
  readonly codec: Codec
  readonly executor: Executor
  readonly states: States
  readonly keys: PersonalKeys
  readonly journal: CommandJournal
  readonly bookmarks: Bookmarks
  readonly onTrouble: (error: unknown) => void
  /** Removes what the service keeps of files that others have sent: nobody knows whom they speak of. */
  readonly forgetFiles: () => Promise<void>
}

/**
 * Carries erasures out: at once where this process has recorded one, and from a subscription that every process holds,
 * whatever its roles. So nobody keeps a key in memory that another has destroyed, and what a crash left unfinished is
 * taken up again. All of it may be done twice, and by several at once.
 */
export class Erasures {
  private readonly following: Bookmarked

  constructor(private readonly options: ErasuresOptions) {
    const { executor, onTrouble } = options
    const react = (recorded: readonly Recorded[]) => this.react(recorded)
    executor.whenWritten((written) => react(written).catch(onTrouble))
    this.following = new Bookmarked({ ...options, name: 'erasures', to: [customerErased, erasureCompleted], react })
  }

  start(): void {
    this.following.start()
  }

  stop(): Promise<void> {
    return this.following.stop()
  }

  private async react(events: readonly Recorded[]): Promise<void> {
    for (const event of events) {
      if (event.type === customerErased.eventName)
        await this.purge(event as Recorded<ReturnType<typeof customerErased>>)
      // Until here another process may have read the key again.
      if (event.type === erasureCompleted.eventName) this.forget((event.data as { customer: string }).customer)
    }
  }

  /** @throws StoreUnavailable where something may be left; done again, it completes. */
  private async purge({
    id,
    data: { customer },
    metadata,
  }: Recorded<ReturnType<typeof customerErased>>): Promise<void> {
    const { executor, states, keys, journal, forgetFiles } = this.options
    this.forget(customer)
    if ((await states.current(Customer, { customer })).state.erasure === 'completed') return
    await keys.destroy(customer)
    await journal.forgetWhatWasSaid(Customer.stream({ customer }), metadata.commandId)
    await forgetFiles()
    await executor.execute(
      completeErasure,
      { customer },
      {},
      {
        actor: 'process:erasures',
        commandId: derivedCommandId('erasure', id),
        correlationId: metadata.$correlationId,
        causationId: id,
      },
    )
  }

  /** Lets go of everything in the memory of this process that could open or that holds what is erased. */
  private forget(customer: string): void {
    this.options.keys.forget(customer)
    this.options.states.forget(Customer.stream({ customer }))
  }
}
