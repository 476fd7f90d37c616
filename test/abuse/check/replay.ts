import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger, settingsFrom, views } from '@ledger/ledger'
import type { Finding } from './finding.js'

/** Compares every view of a data folder, which no service uses any more, with one that is filled anew from its log. */
export async function replayed(dataDir: string): Promise<readonly Finding[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'campaign-ledger-replay-'))
  try {
    const kept = await documentsOf(dataDir)
    for (const file of ['events.sqlite', 'keys.sqlite']) await copyFile(join(dataDir, file), join(fresh, file))
    const again = await documentsOf(fresh)
    return views.flatMap(({ name }) => differing(name, kept.get(name)!, again.get(name)!))
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** View → key → digest of its document. */
async function documentsOf(dataDir: string): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const ledger = await openLedger(settingsFrom({ DATA_DIR: dataDir }))
  try {
    await ledger.projector.catchUp()
    const all = new Map<string, Map<string, string>>()
    for (const view of views) {
      const documents = new Map<string, string>()
      for (let cursor: string | undefined; ;) {
        const page = await ledger.views.of(view).find({ limit: 1_000, ...(cursor === undefined ? {} : { cursor }) })
        for (const { key, document } of page.entries) documents.set(key, digest(document))
        if ((cursor = page.next) === undefined) break
      }
      all.set(view.name, documents)
    }
    return all
  } finally {
    await ledger.close()
  }
}

const digest = (document: object): string => createHash('sha256').update(JSON.stringify(document)).digest('hex')

function differing(
  view: string,
  kept: ReadonlyMap<string, string>,
  again: ReadonlyMap<string, string>,
): readonly Finding[] {
  const keys = new Set([...kept.keys(), ...again.keys()])
  const found = [...keys].filter((key) => kept.get(key) !== again.get(key))
  if (found.length === 0) return []
  return [
    {
      check: 'views are what a replay gives',
      what: `${view} differs in ${found.length}: ${found.slice(0, 5).join(', ')}`,
    },
  ]
}
