import { createHash } from 'node:crypto'
import { canonical } from '@ledger/proof-verifier'
import type { Build, ReadStore } from './read-store.js'
import type { View } from './view.js'
import { liveBuild } from './view-status.js'

/** What a view shows, in one word: the same documents have the same digest, in whichever store they are. */
export interface ViewDigest {
  readonly documents: number
  /** SHA-256 (hex) over a line for each document, in order of their keys: key and document as canonical JSON (RFC 8785). */
  readonly digest: string
}

const PAGE = 1_000

/** The digest of the documents of a view that answer questions; undefined where none do. */
export async function digestOfView(
  read: ReadStore,
  view: Pick<View, 'name' | 'version'>,
): Promise<ViewDigest | undefined> {
  const build = liveBuild(view, await read.builds())
  return build && digestOfBuild(read, build)
}

/** Reads page by page, in bounded memory; documents that are written meanwhile may be in it or not. */
export async function digestOfBuild(read: ReadStore, build: Build): Promise<ViewDigest> {
  const hash = createHash('sha256')
  let documents = 0
  for (let cursor: string | undefined; ;) {
    const page = await read.find(build, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    for (const { key, document } of page.entries) hash.update(`${canonical([key, document])}\n`)
    documents += page.entries.length
    if (page.next === undefined) return { documents, digest: hash.digest('hex') }
    cursor = page.next
  }
}
