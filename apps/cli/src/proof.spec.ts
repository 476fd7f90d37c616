import 'reflect-metadata'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { views } from '@ledger/ledger'
import { SqliteCheckpointStore } from '@ledger/proof'
import { witness } from '@ledger/proof/testing'
import { commandLine, salesManifest } from '../testing/command-line.js'

const { folder, file, ledger: commanded } = commandLine()
const ledger = async (...args: readonly string[]) => {
  const { code, out, err } = await commanded('--data-dir', file('data'), ...args)
  return { code: code ?? 0, out, err }
}

beforeEach(async () => {
  file('sales.csv', ['receipt,id,day,paid', '1,1,2017-01-01,5', '2,1,2017-01-02,5', '3,2,2017-01-02,9'].join('\n'))
  const manifest = file('shop.yaml', salesManifest())
  expect((await ledger('import', manifest, '--from', folder())).code).toBe(0)
})

const json = async (...args: readonly string[]) => {
  const { code, out: text, err: said } = await ledger(...args, '--json')
  expect(said).toBe('')
  return { code, report: JSON.parse(text) as Record<string, unknown> }
}
const events = <T>(work: (database: DatabaseSync) => T): T => {
  const database = new DatabaseSync(file('data/events.sqlite'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}
/** Where the purchase of 9.00 stands: rows of several customers are recorded at the same time. */
const dearest = () =>
  events((log) => Number(log.prepare(`SELECT position FROM events WHERE data LIKE '%"revenue":900%'`).get()!.position))
const alter = (position: number) =>
  events((log) => log.prepare(`UPDATE events SET data = '{}', checksum = NULL WHERE position = ?`).run(position))

describe('ledger verify', () => {
  it('ends with 0 where all is sound', async () => {
    const { code, out: text } = await ledger('verify')
    expect([code, text]).toEqual([0, expect.stringMatching(/^events +3 in 2 streams\n[^]*SOUND\n$/)])
    const { code: again, report } = await json('verify')
    expect([again, report]).toEqual([
      0,
      expect.objectContaining({ sound: true, events: 3, tree: expect.objectContaining({ leaves: 3 }), findings: [] }),
    ])
  })

  it('ends with 1 where something is not, and says where', async () => {
    await ledger('verify')
    const position = dearest()
    alter(position)
    const { code, out: text } = await ledger('verify')
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(new RegExp(`position ${position}: .* \\[event-changed\\]\nNOT SOUND\n$`)),
    ])
  })

  it.each([
    ['an event was taken away', 'DELETE FROM events WHERE position = 2', 'event-missing', 2],
    ['one was changed', `UPDATE events SET data = '{}' WHERE position = 2`, 'event-damaged', 2],
    ['one was put behind the end', `UPDATE events SET position = 9 WHERE position = 3`, 'store-damaged', 9],
  ])('says where, of a copy in which %s', async (_, change, code, position) => {
    await ledger('verify')
    cpSync(file('data'), file('copy'), { recursive: true })
    const copy = new DatabaseSync(file('copy/events.sqlite'))
    copy.exec(change)
    copy.close()
    const verified = await commanded('--data-dir', file('copy'), 'verify', '--json')
    expect([verified.code, JSON.parse(verified.out).findings]).toEqual([
      1,
      expect.arrayContaining([expect.objectContaining({ code, position })]),
    ])
  })

  it('looks at a log that has lost its end, which nothing else opens any more', async () => {
    await ledger('export', 'purchase-years', '--out', file('years.csv'))
    await ledger('verify')
    events((log) => log.exec('DELETE FROM events WHERE position > 1'))
    expect((await ledger('status')).code).toBe(3)
    const { code, report } = await json('verify')
    expect([code, report.findings]).toEqual([1, [expect.objectContaining({ code: 'tail-missing', position: 2 })]])
  })

  it('holds the log against a checkpoint and a key that were kept', async () => {
    await ledger('bundle', '--from', '1', '--to', '3', '--output', file('b.ndjson'))
    const kept = readFileSync(file('b.ndjson'), 'utf8')
      .split('\n')
      .map((line) => line && JSON.parse(line))
    writeFileSync(file('kept'), kept.find(({ kind }) => kind === 'checkpoint').note)
    const key = kept.find(({ kind }) => kind === 'key').key
    expect((await json('verify', '--checkpoint', file('kept'), '--key', key)).code).toBe(0)
    expect((await ledger('verify', '--key', key)).out).toMatch(/keys +those that you named, .* of 3 leaves on\n/)
    alter(2)
    for (const name of ['tree', 'checkpoints'])
      for (const suffix of ['', '-wal', '-shm']) rmSync(file(`data/${name}.sqlite${suffix}`), { force: true })
    expect((await json('verify')).code).toBe(0)
    const { code, report } = await json('verify', '--checkpoint', file('kept'))
    expect([code, report.findings]).toEqual([1, [expect.objectContaining({ code: 'history-changed', position: 1 })]])
  })

  it('tells countersignatures of witnesses that nobody has named from none', async () => {
    await ledger('bundle', '--from', '1', '--to', '3', '--output', file('b.ndjson'))
    expect((await ledger('verify')).out).toContain('checkpoints  1, with 0 countersignatures\n')
    const alice = witness('alice.example')
    const kept = await SqliteCheckpointStore.open({ file: file('data/checkpoints.sqlite') })
    const { size, note } = (await kept.latest())!
    await kept.countersign(size, alice.countersign(note).trimEnd())
    await kept.close()
    const named = 'with 0 countersignatures of witnesses named in WITNESS_KEYS, and 1 of others, not verified\n'
    expect((await ledger('verify')).out).toContain(`checkpoints  1, ${named}`)
    process.env.WITNESS_KEYS = alice.key.text
    expect((await ledger('verify')).out).toContain('checkpoints  1, with 1 countersignature\n')
  })

  it.each([
    [['verify', '--key', 'nonsense'], 2],
    [['verify', '--checkpoint', 'not-there'], 2],
    [['verify', 'everything'], 2],
    [['verify', 'bundle'], 2],
    [['verify', 'bundle', 'not-there'], 2],
    [['bundle', '--output', 'x'], 2],
    [['bundle', '--campaign', 'fair', '--from', '1', '--to', '2', '--output', 'x'], 2],
    [['bundle', '--from', '2', '--to', '1', '--output', 'x'], 2],
    [['bundle', '--from', '1', '--to', 'x', '--output', 'x'], 2],
    [['bundle', '--from', '4', '--to', '5', '--output', 'x'], 2],
    [['bundle', '--campaign', 'nobody', '--output', 'x'], 2],
    [['bundle', '--from', '1', '--to', '2', '--output', '/not/there'], 2],
    [['--data-dir', '/not/there', 'verify'], 3],
  ] as const)('%j ends with %i', async (args, code) => {
    expect((await ledger(...args)).code).toBe(code)
  })
})

describe('ledger bundle', () => {
  it('writes what `verify bundle` verifies without a ledger', async () => {
    const made = await json('bundle', '--from', '1', '--to', '3', '--output', file('b.ndjson'))
    expect([made.code, made.report]).toEqual([
      0,
      { file: file('b.ndjson'), scope: { from: 1, to: 3 }, events: 3, size: 3 },
    ])
    const longer = await json('bundle', '--from', '2', '--to', '99', '--output', file('longer.ndjson'))
    expect(longer.report).toMatchObject({ scope: { from: 2, to: 3 }, events: 2 })
    const position = dearest()
    rmSync(file('data'), { recursive: true })
    const { code, out: text } = await ledger('verify', 'bundle', file('b.ndjson'))
    expect([code, text]).toEqual([0, expect.stringMatching(/checked +3 events of 2 streams[^]*\nSOUND\n$/)])
    writeFileSync(file('b.ndjson'), readFileSync(file('b.ndjson'), 'utf8').replace('"revenue":900', '"revenue":100'))
    const { code: changed, report } = await json('verify', 'bundle', file('b.ndjson'))
    expect([changed, report.wrong]).toEqual([1, expect.objectContaining({ code: 'not-in-the-tree', position })])
  })
})

describe('ledger replay --check', () => {
  it('ends with 0 where every view is what a replay gives', async () => {
    const { code, report } = await json('replay', '--check')
    expect([code, (report as unknown as { same: boolean }[]).map(({ same }) => same)]).toEqual([
      0,
      views.map(() => true),
    ])
    expect((await ledger('replay')).code).toBe(2)
  })

  it('ends with 1 where one is not, and shows the first document that differs and the events behind it', async () => {
    await ledger('replay', '--check')
    const views = new DatabaseSync(file('data/views.sqlite'))
    const tables = views
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%customers%'")
      .all()
    const table = String(tables[0]!.name)
    views.exec(`UPDATE "${table}" SET document = replace(document, '900', '901')`)
    views.close()
    const { code, report } = await json('replay', '--check')
    const [wrong, ...others] = (report as unknown as { same: boolean }[]).filter(({ same }) => !same)
    expect([code, others]).toEqual([1, []])
    expect(wrong).toMatchObject({
      view: 'customers',
      difference: {
        key: 'c-2',
        lived: { revenue: { EUR: 901 } },
        replayed: { revenue: { EUR: 900 } },
        events: [{ position: dearest(), type: 'PurchaseRecorded.v1' }],
      },
    })
    expect((await ledger('replay', '--check')).out).toContain('first document that differs')
  })

  it('compares the views of a copy as they are found there', async () => {
    await ledger('replay', '--check')
    cpSync(file('data'), file('copy'), { recursive: true })
    const copy = new DatabaseSync(file('copy/views.sqlite'))
    const table = copy.prepare(`SELECT name FROM sqlite_schema WHERE name LIKE 'customers_v%' AND type = 'table'`).get()
    copy.exec(`UPDATE "${String(table?.['name'])}" SET document = replace(document, '900', '901')`)
    copy.close()
    const { code, out } = await commanded('--data-dir', file('copy'), 'replay', '--check')
    expect([code, out]).toEqual([1, expect.stringContaining('first document that differs')])
  })

  it('ends with 1 where questions find a document under another value than it has', async () => {
    await ledger('replay', '--check')
    const views = new DatabaseSync(file('data/views.sqlite'))
    const [table] = views
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%customers%'")
      .all()
    views.exec(`UPDATE "${String(table!.name)}" SET purchases = 7 WHERE key = 'c-2'`)
    views.close()
    const { code, report } = await json('replay', '--check')
    expect([code, (report as unknown as { same: boolean }[]).filter(({ same }) => !same)]).toEqual([
      1,
      [
        expect.objectContaining({
          view: 'customers',
          misfiled: { key: 'c-2', field: 'purchases', filedUnder: 7, has: 1 },
        }),
      ],
    ])
    expect((await ledger('replay', '--check')).out).toContain('purchases is 7 to whoever asks, and 1 in the document')
  })
})

describe('ledger keys', () => {
  it('lists and rotates them', async () => {
    const [first] = (await json('keys')).report as unknown as [{ key: string }]
    const { report: made } = await json('keys', 'rotate')
    expect((await json('keys', 'list')).report).toEqual([
      expect.objectContaining({ ...first, retiredAt: expect.any(String) }),
      made,
    ])
    expect((await ledger('keys')).out).toContain(first.key)
  })
})
