import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { placesOf } from '@ledger/ledger'
import type { Ledger } from '@ledger/ledger'
import { Command } from 'commander'
import { bytes, grouped, print, printJson, table } from '../console.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

export const statusCommand = (): Command =>
  new Command('status')
    .summary('how many events, how far the views, how large the files')
    .description(
      'Show the events of the log, how far every view has come, what is parked, and how large the files are.',
    )
    .option('--json', 'print it as one JSON document')
    .action(async (_options: unknown, command: Command) => {
      const { json, dataDir } = command.optsWithGlobals<{ json?: true; dataDir?: string }>()
      const status = await withLedger(settingsOfExisting(dataDir === undefined ? {} : { dataDir }), statusOf)
      await (json ? printJson(status) : print(shown(status)))
    })

/** A server counts by reading, so that more than this is only said to be more. */
const COUNTED_ON_SERVERS = 10_000

async function statusOf({ settings, events, projector, read }: Ledger) {
  const { dataDir, eventStore } = settings
  const [head, all, views] = [
    await events.head(),
    await events.lag(undefined, eventStore ? COUNTED_ON_SERVERS : Number.MAX_SAFE_INTEGER),
    await projector.status(),
  ]
  const sized = views.map(async (view) => {
    const { name, version, build } = view
    const size = build === undefined ? { documents: 0 } : await read.size({ view: name, version, build })
    return { ...view, ...size }
  })
  const files = readdirSync(dataDir).filter((name) => /\.sqlite(-wal)?$/.test(name))
  return {
    dataDir,
    places: placesOf(settings),
    events: { count: all.events, ...(all.more ? { more: true } : {}), ...(head === undefined ? {} : { head }) },
    views: await Promise.all(sized),
    files: files.map((name) => ({ name, bytes: statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0 })),
  }
}

function shown({ places, events, views, files }: Awaited<ReturnType<typeof statusOf>>): string {
  const lines = views.map(({ name, version, live, documents, lag, parked }) => [
    name,
    `v${version}`,
    live ? 'live' : 'being filled',
    grouped(documents),
    `${grouped(lag.events)}${lag.more ? '+' : ''}`,
    lag.seconds.toFixed(1),
    grouped(parked),
  ])
  const { log, views: kept } = places
  const where = log === kept ? `data    ${log}` : `log     ${log}\nviews   ${kept}`
  return [
    `${where}\nevents  ${grouped(events.count)}${events.more ? '+' : ''}\n`,
    table([['view', 'version', 'state', 'documents', 'lag (events)', 'lag (s)', 'parked'], ...lines]),
    ...(files.length === 0
      ? []
      : [table([['file', 'size'], ...files.map(({ name, bytes: size }) => [name, bytes(size)])])]),
  ].join('\n')
}
