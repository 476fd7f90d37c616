import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { campaignEvents } from '@ledger/campaigns'
import { customerEvents } from '@ledger/customers'
import { Codec, Executor, SqliteEventStore, SqliteOperations, SqlitePersonalKeys, States } from '@ledger/event-sourcing'
import type { EventDefinition, Recorded, StoredEvent } from '@ledger/event-sourcing'
import { deskEvents, participationEvents } from '@ledger/participation'
import { prepareImport } from '../src/engine/prepare-import.js'
import type { Reject } from '../src/engine/import-report.js'
import { runImport } from '../src/engine/run-import.js'
import type { RunOptions } from '../src/engine/run-import.js'

const definitions = [
  ...campaignEvents,
  ...customerEvents,
  ...participationEvents,
  ...deskEvents,
] as unknown as readonly EventDefinition[]

/** Data sets that are not part of the repository; what needs them is skipped where they are not there. */
export const realData = join(process.cwd(), '..', 'shared', 'data')

/** A log in a folder of its own, with all that writes to it. */
export async function scratchLedger() {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-imports-'))
  const file = (name: string) => ({ file: join(folder, name) })
  const events = await SqliteEventStore.open(file('events.sqlite'))
  const keys = await SqlitePersonalKeys.open(file('keys.sqlite'))
  const operations = await SqliteOperations.open(file('operations.sqlite'))
  const codec = new Codec(definitions, keys)
  const states = new States(events, codec, operations.snapshots)
  const executor = new Executor(events, codec, states, operations.journal)
  return {
    executor,
    states,
    /** Everything that was recorded, in order. */
    async recorded(): Promise<readonly Recorded[]> {
      const stored: StoredEvent[] = []
      for await (const event of events.readAll()) stored.push(event)
      return (await codec.decode(stored)).filter((one) => one !== undefined)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([events.close(), keys.close(), operations.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type ScratchLedger = Awaited<ReturnType<typeof scratchLedger>>

/** A folder with these files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>) {
  const path = mkdtempSync(join(tmpdir(), 'ledger-input-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Imports files by a manifest; with what was listed on the way. */
export async function imported(
  ledger: Pick<ScratchLedger, 'executor'>,
  text: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<RunOptions> = {},
) {
  using folder = folderWith(files)
  const rejects: Reject[] = []
  const prepared = await prepareImport({ text, folder: folder.path })
  const report = await runImport(prepared, {
    execute: ledger.executor,
    onReject: (one) => rejects.push(one),
    ...options,
  })
  return { report, rejects, totals: report.totals }
}
