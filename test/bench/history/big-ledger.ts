import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { scaled } from '../row.js'
import type { Stage } from '../row.js'
import { fillLog, openStores, openTree } from './fill.js'
import { eventsOf, history } from './history.js'
import type { CampaignSize } from './history.js'

/** A data folder with a past, and what is in it. */
export interface FilledLedger {
  readonly dataDir: string
  readonly events: number
  /** A campaign that reaches so many people. */
  readonly campaign: string
  /** The position of its last event; others follow. */
  readonly over: number
}

const built = new Map<string, Promise<FilledLedger>>()

/** 5 million events: a campaign of a million people, a million purchases, and campaigns around it. Made once for all rows. */
export const bigLedger = (stage: Stage): Promise<FilledLedger> =>
  once(stage, 'big', [
    { campaign: 'large', people: scaled(stage, 1_000_000), purchases: scaled(stage, 1_000_000) },
    { campaign: 'other', people: scaled(stage, 250_000), purchases: scaled(stage, 160_000) },
  ])

/** 100,000 events of the same kinds. */
export const smallLedger = (stage: Stage): Promise<FilledLedger> =>
  once(stage, 'small', [{ campaign: 'large', people: scaled(stage, 20_000), purchases: scaled(stage, 20_000) }])

function once(stage: Stage, name: string, sizes: readonly CampaignSize[]): Promise<FilledLedger> {
  const known = built.get(name) ?? build(stage, name, sizes)
  built.set(name, known)
  return known
}

async function build(stage: Stage, name: string, sizes: readonly CampaignSize[]): Promise<FilledLedger> {
  const dataDir = join(stage.folder, name)
  const events = sizes.reduce((sum, size) => sum + eventsOf(size), 0)
  stage.say(`writing a log of ${events.toLocaleString('en')} events, and filling its views and its tree`)
  await mkdir(dataDir)
  await fillLog(dataDir, history(sizes))
  const { store, projector, close } = await openStores(dataDir)
  await projector.catchUp()
  // Or the service would still be growing it while it is measured.
  const { tiles, tree } = await openTree(dataDir, store)
  await tree.catchUp()
  await tiles.close()
  await close()
  return { dataDir, events, campaign: sizes[0]!.campaign, over: eventsOf(sizes[0]!) }
}
