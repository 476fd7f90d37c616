import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openLedger, settingsFrom } from '@ledger/ledger'
import type { Ledger } from '@ledger/ledger'
import { registerParticipant } from '@ledger/participation'
import { fillLog } from '../history/fill.js'
import { openDesk } from '../history/history.js'
import { sideBySide, timed } from '../measure.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'

const COMMANDS = 400
const TURNS = 5
/** So many short streams take turns that none of them grows long by the measurement. */
const SHORT = Array.from({ length: 100 }, (_, nth) => `short-${nth}`)

/** Milliseconds a command, one after another, at the desks of some campaigns. */
async function registering({ executor }: Ledger, campaigns: readonly string[]): Promise<number> {
  const one = async (campaign: string) => {
    const customer = randomUUID()
    const { refusal } = await executor.execute(registerParticipant, { campaign }, { customer }, { actor: 'crm' })
    if (refusal) throw new Error(`refused: ${refusal.refused}`)
  }
  const ms = await timed(async () => {
    for (let nth = 0; nth < COMMANDS; nth += 1) await one(campaigns[nth % campaigns.length]!)
  })
  return ms / COMMANDS
}

export const longStream: Row = {
  id: 'long-stream',
  what: 'a command on a stream of 100,000 events',
  against: 'the same on a stream of 10',
  unit: 'ms/command',
  goal: { atMost: 1.5 },
  async measure(stage) {
    const dataDir = join(stage.folder, 'long-stream')
    await mkdir(dataDir)
    await fillLog(
      dataDir,
      [openDesk('long', scaled(stage, 100_000)), ...SHORT.map((one) => openDesk(one, 10))]
        .values()
        .flatMap((one) => one),
    )
    const ledger = await openLedger(settingsFrom({ DATA_DIR: dataDir }))
    try {
      return await sideBySide(
        () => registering(ledger, ['long']),
        () => registering(ledger, SHORT),
        TURNS,
      )
    } finally {
      await ledger.close()
    }
  },
}
