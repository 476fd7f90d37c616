import { derivedCommandId, followUp, Rhythm } from '@ledger/event-sourcing'
import type { Executor } from '@ledger/event-sourcing'
import { participants } from '@ledger/insight'
import { expireOffer } from '@ledger/participation'
import { ViewNotReady } from '@ledger/read-store'
import type { Views } from '@ledger/read-store'

const TICK_MS = 1_000
const AT_ONCE = 200

/**
 * Lets offers expire when their time has come. The due times stand in a view, so nothing is forgotten by a restart; the
 * decision checks the time itself, so a clock that runs ahead in one process ends no offer early in the stream's order.
 */
export class OfferClock {
  private readonly ticks = new Rhythm(() => this.tried(), TICK_MS)

  constructor(
    private readonly views: Views,
    private readonly executor: Executor,
    private readonly clock: () => Date,
    private readonly onTrouble: (what: string, error: unknown) => void,
    /** Whether this process is the one to let offers expire; asked before each of them. */
    private readonly onDuty: () => boolean = () => true,
  ) {}

  start(): void {
    this.ticks.start()
  }

  stop(): Promise<void> {
    return this.ticks.stop()
  }

  private async tried(): Promise<void> {
    try {
      await this.tick()
    } catch (error) {
      // While the view is being filled nobody knows what is due; the next look is a second away.
      if (!(error instanceof ViewNotReady)) this.onTrouble('offers', error)
    }
  }

  private async tick(): Promise<void> {
    if (!this.onDuty()) return
    const filter = { 'offer.expiresAt': { lte: this.clock().toISOString(), gt: '' } }
    const due = await this.views.of(participants).find({ filter, sort: [['offer.expiresAt', 'asc']], limit: AT_ONCE })
    for (const { document } of due.entries) {
      if (!this.onDuty()) return
      const { campaign, customer, offer } = document
      const { decision, target, command } = followUp(
        expireOffer,
        { campaign },
        { customer, registration: offer!.registration },
      )
      const commandId = derivedCommandId('expire-offer', campaign, offer!.registration, offer!.expiresAt)
      await this.executor.execute(decision, target, command, { actor: 'process:offers', commandId })
    }
  }
}
