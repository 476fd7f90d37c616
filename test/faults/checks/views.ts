import { rm } from 'node:fs/promises'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { views } from '@ledger/ledger'
import { digestOfView, Projector, SqliteReadStore } from '@ledger/read-store'
import type { ViewDigest } from '@ledger/read-store'
import type { Caller } from '../caller.js'
import type { Opened, Stack } from '../stacks/stack.js'

const PATIENCE_MS = 30_000

interface Shown {
  readonly name: string
  readonly live: boolean
  readonly lag: { readonly events: number }
  readonly parked: number
  readonly rebuild?: object
}

/** Waits until every view shows the whole log; says which do not come to that. */
export async function viewsCaughtUp(caller: Caller, patienceMs = PATIENCE_MS): Promise<readonly string[]> {
  const until = performance.now() + patienceMs
  for (;;) {
    const { status, body } = await caller.get('/v1/projections')
    const items = status === 200 ? (body.items as Shown[]) : []
    const behind = items.filter(({ live, lag, rebuild }) => !live || lag.events > 0 || rebuild)
    const parked = items.filter((view) => view.parked > 0).map(({ name }) => `${name} has parked keys`)
    if (items.length > 0 && behind.length === 0) return parked
    if (performance.now() > until) return [...parked, ...behind.map((one) => `behind: ${JSON.stringify(one)}`)]
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/**
 * Every view as it answers against one that is filled from the start of the log in a scratch store. Nothing may be
 * written meanwhile.
 */
export async function checkViews(stack: Stack, dataDir: string): Promise<readonly string[]> {
  await using opened = await stack.open(dataDir)
  const lived = await digests(opened.read)
  const replayed = await replayedDigests(opened)
  return views.flatMap(({ name }) => {
    const [is, should] = [lived.get(name), replayed.get(name)]
    if (is && should && is.digest === should.digest) return []
    return [`the view ${name} is not what a replay gives: ${told(is)} instead of ${told(should)}`]
  })
}

const told = (one: ViewDigest | undefined): string =>
  one ? `${one.documents} documents ${one.digest.slice(0, 12)}` : 'nothing'

async function digests(read: Opened['read']): Promise<ReadonlyMap<string, ViewDigest>> {
  const found = await Promise.all(views.map(async (view) => [view.name, await digestOfView(read, view)] as const))
  return new Map(found.flatMap(([name, digest]) => (digest ? [[name, digest] as const] : [])))
}

async function replayedDigests({ events, decode }: Opened): Promise<ReadonlyMap<string, ViewDigest>> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-replay-'))
  const read = await SqliteReadStore.open({ file: join(folder, 'views.sqlite') })
  try {
    await new Projector({ events, read, views, decode }).catchUp()
    return await digests(read)
  } finally {
    await read.close()
    await rm(folder, { recursive: true })
  }
}
