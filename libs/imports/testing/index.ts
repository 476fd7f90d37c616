import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { campaignEvents } from '@ledger/campaigns'
import { customerEvents } from '@ledger/customers'
import type { EventDefinition, Executor } from '@ledger/event-sourcing'
import { scratchFolder } from '@ledger/event-sourcing/testing'
import { deskEvents, participationEvents } from '@ledger/participation'
import type { Rehearsal } from '../src/engine/rehearsal.js'
import { prepareImport } from '../src/engine/prepare-import.js'
import type { Reject } from '../src/engine/import-report.js'
import { runImport } from '../src/engine/run-import.js'
import type { RunOptions } from '../src/engine/run-import.js'

export * from './shop.js'
export * from './upload-spools.js'
export * from './upload-store.contract.js'

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
  const folder = await scratchFolder(definitions)
  return { ...(await folder.open()), [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

/** An executor that carries out commands so, and is asked for nothing else. */
export const executorOf = (execute: unknown): Executor =>
  ({ expectingNew: () => Promise.resolve({ execute }) }) as unknown as Executor

/** An executor that only rehearses. */
export const rehearsing = (rehearsal: Rehearsal): Executor => executorOf(rehearsal.execute.bind(rehearsal))

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
    execute: await ledger.executor.expectingNew(),
    onReject: (one) => rejects.push(one),
    ...options,
  })
  return { report, rejects, totals: report.totals }
}
