import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
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

async function statusOf({ settings, events, projector, read }: Ledger) {
  const { dataDir } = settings
  const [head, all, views] = [
    await events.head(),
    await events.lag(undefined, Number.MAX_SAFE_INTEGER),
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
    events: { count: all.events, ...(head === undefined ? {} : { head }) },
    views: await Promise.all(sized),
    files: files.map((name) => ({ name, bytes: statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0 })),
  }
}

function shown({ dataDir, events, views, files }: Awaited<ReturnType<typeof statusOf>>): string {
  const lines = views.map(({ name, version, live, documents, lag, parked }) => [
    name,
    `v${version}`,
    live ? 'live' : 'being filled',
    grouped(documents),
    `${grouped(lag.events)}${lag.more ? '+' : ''}`,
    lag.seconds.toFixed(1),
    grouped(parked),
  ])
  return [
    `data    ${dataDir}\nevents  ${grouped(events.count)}\n`,
    table([['view', 'version', 'state', 'documents', 'lag (events)', 'lag (s)', 'parked'], ...lines]),
    table([['file', 'size'], ...files.map(({ name, bytes: size }) => [name, bytes(size)])]),
  ].join('\n')
}
