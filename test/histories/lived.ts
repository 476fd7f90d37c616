import type { DomainEvent, Recorded } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { openLedger, settingsFrom } from '@ledger/ledger'
import type { Ledger } from '@ledger/ledger'
import { Desk, expireOffer } from '@ledger/participation'
import { campaignIds } from './steps.js'
import type { Told } from './steps.js'

const MINUTE_MS = 60_000

/** A ledger on a folder of its own in which a history happens; gone at the end of the block. */
export async function emptyLedger(): Promise<Lived & AsyncDisposable> {
  const folder = await temporaryFolder()
  let now = Date.parse('2027-03-28T00:30:00.000Z')
  const settings = settingsFrom({ DATA_DIR: folder.path, PORT: '0', LOG_LEVEL: 'silent' })
  const ledger = await openLedger(settings, { clock: () => new Date(now) })
  return {
    ledger,
    async give({ decision, command, context: { actor, occurredAt }, target, minutes }) {
      now += minutes * MINUTE_MS
      const said = { actor: actor!, ...(occurredAt === undefined ? {} : { occurredAt }) }
      await ledger.executor.execute(decision, target, command, said)
      if (minutes > 0) await endOffers(ledger, new Date(now).toISOString())
    },
    async events() {
      const stored = await Array.fromAsync(ledger.events.readAll())
      return (await ledger.codec.decode(stored)).filter((one): one is Recorded => one !== undefined)
    },
    async [Symbol.asyncDispose]() {
      await ledger.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

export interface Lived {
  readonly ledger: Ledger
  /** Carries out one command, as a caller would, and what follows from it and from the time that has passed. */
  give(told: Told): Promise<void>
  /** Everything that is in the log. */
  events(): Promise<readonly Recorded<DomainEvent>[]>
}

/** What the clock of the service would do. */
async function endOffers(ledger: Ledger, now: string): Promise<void> {
  for (const campaign of campaignIds) {
    const { state } = await ledger.states.current(Desk, { campaign })
    for (const [customer, { status, expiresAt, registration }] of state.entries)
      if (status === 'offered' && expiresAt! <= now)
        await ledger.executor.execute(
          expireOffer,
          { campaign },
          { customer, registration },
          { actor: 'process:offers' },
        )
  }
}
