import 'reflect-metadata'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { freshPrefix } from '@ledger/event-sourcing/testing'
import { eventStoreDb } from '../../../test/stacks/eventstoredb.js'
import { serverOf } from '../../../test/stacks/server.js'
import { commandLine, salesManifest } from '../testing/command-line.js'

const onServer = await serverOf(eventStoreDb)
const { folder, file, ledger } = commandLine()
const imported = async (data: string, rows: number, source = 'shop') => {
  const lines = Array.from({ length: rows }, (_, at) => `${source}-${at},${at % 4},2017-01-0${1 + (at % 9)},5`)
  file('sales.csv', ['receipt,id,day,paid', ...lines].join('\n'))
  const manifest = file('shop.yaml', salesManifest(source))
  expect((await ledger('--data-dir', file(data), 'import', manifest, '--from', folder())).code).toBe(0)
}
const copy = (from: readonly string[], to: readonly string[], ...more: readonly string[]) =>
  ledger('copy', '--from', ...from, '--to', ...to, ...more)
const exported = async (data: string, environment: Record<string, string> = {}) => {
  for (const [name, value] of Object.entries(environment)) process.env[name] = value
  const { code, out: rows } = await ledger('--data-dir', file(data), 'export', 'customers', '--format', 'ndjson')
  expect(code ?? 0).toBe(0)
  return rows
}

describe('ledger copy', () => {
  it('copies a ledger, goes on with what is new, and a ledger on the copy shows the same', async () => {
    await imported('data', 20)
    const first = await copy([file('data')], [file('copy')], '--json')
    expect([first.code, first.err]).toEqual([0, ''])
    const report = JSON.parse(first.out)
    expect(report).toMatchObject({ from: [file('data')], to: [file('copy')], events: 20, copied: 20 })
    expect(report.belongings).toMatchObject({
      'keys of the log': { held: 1, copied: 1 },
      checkpoints: { held: 0, copied: 0 },
      'keys of persons': { held: 0, copied: 0 },
      tokens: { held: 1, copied: 1 },
      'chunks of bulk work': { held: 0, copied: 0 },
    })
    await imported('data', 30)
    const second = await copy([file('data')], [file('copy')])
    expect(second.code).toBe(0)
    expect(second.err).toContain(`${file('copy')} holds the log of ${file('data')}: 30 events, compared one by one.`)
    expect(second.err).toMatch(/^events +30 +10  [0-9a-f]{64}$/m)
    expect(second.err).toMatch(/^tokens +1 +0  [0-9a-f]{64}$/m)
    expect(second.err).toMatch(/^keys of persons +0 +0  [0-9a-f]{64}$/m)
    expect(await exported('copy')).toBe(await exported('data'))
  })

  it('moves the log alone where that is said, and says 1 event of one', async () => {
    await imported('data', 1)
    const { code, err: said } = await copy([file('data')], [file('copy')], '--log-only')
    expect([code, said]).toEqual([0, expect.stringContaining(': 1 event, compared')])
    expect([existsSync(file('copy/events.sqlite')), existsSync(file('copy/keys.sqlite'))]).toEqual([true, false])
  })

  it('refuses a target that belongs to another ledger, whose log is not begun yet, and leaves it', async () => {
    await imported('data', 5)
    expect((await copy([file('data')], [file('other')], '--log-only')).code).toBe(0)
    await exported('other')
    const tokens = readFileSync(file('other/tokens.json'), 'utf8')
    const { code, err: said } = await copy([file('data')], [file('other')])
    expect([code, said]).toEqual([3, expect.stringContaining('of a ledger that is not this one')])
    expect(readFileSync(file('other/tokens.json'), 'utf8')).toBe(tokens)
    rmSync(file('other'), { recursive: true })
    expect((await copy([file('data')], [file('other')])).code).toBe(0)
  })

  it('refuses a target that holds something else, with 3, and leaves it', async () => {
    await imported('data', 5)
    await imported('other', 3, 'till')
    const { code, err: said } = await copy([file('data')], [file('other')])
    expect([code, said]).toEqual([3, expect.stringContaining('the target holds something else: its event 1 is')])
    expect(JSON.parse((await ledger('--data-dir', file('other'), 'status', '--json')).out).events.count).toBe(3)
  })

  it('says that there is no log to be copied, with 3, and makes none', async () => {
    const { code, err: said } = await copy([file('nowhere')], [file('copy')])
    expect([code, said]).toEqual([3, expect.stringContaining(`${file('nowhere')} holds no ledger`)])
    expect([existsSync(file('nowhere')), existsSync(file('copy'))]).toEqual([false, false])
  })

  it.each([
    ['the same twice', ['a'], ['a'], 'is source and target'],
    ['a URL that is none', ['a'], ['esdb://pat:s3cret@host:port', 'b'], 'port number is expected'],
    ['a database without a name', ['a'], ['b', 'mongodb://pat:s3cret@host/a.b'], 'cannot contain'],
    ['a variable that is not set', ['a'], ['EVENTSTORE_URL'], 'EVENTSTORE_URL is not set'],
    ['a server for the log alone', ['a'], ['esdb://pat:s3cret@host:2113'], 'name the data folder or the MongoDB'],
    ['a server for all but the log', ['a'], ['mongodb://pat:s3cret@host/b'], 'MongoDB holds no log'],
    ['two folders', ['a'], ['b', 'c'], 'no more than one data folder'],
  ])('ends with 2 for %s', async (_, from, to, why) => {
    const { code, err: said } = await copy(from, to)
    expect([code, said]).toEqual([2, expect.stringContaining(why)])
    expect(said).not.toContain('s3cret')
  })

  it('says where nobody answers, with 3 and without the password', async () => {
    await imported('data', 1)
    const { code, err: said } = await copy([file('data')], ['esdb://pat:s3cret@127.0.0.1:1?tls=false', file('copy')])
    expect([code, said]).toEqual([3, expect.stringContaining('the server is not reachable')])
    expect(said).not.toContain('s3cret')
  })
})

onServer((url) => {
  describe('ledger copy', () => {
    it('moves a log from files to a server and back; the ledger there shows the same', async () => {
      await imported('data', 25)
      const shown = await exported('data')
      const prefix = freshPrefix()
      const there = await copy([file('data')], [url(), file('there')], '--to-prefix', prefix, '--json')
      expect([there.code, JSON.parse(there.out)]).toMatchObject([0, { events: 25, copied: 25 }])
      process.env['EVENTSTORE_URL'] = url()
      const back = await copy(['EVENTSTORE_URL', file('there')], [file('back')], '--from-prefix', prefix, '--json')
      expect(JSON.parse(back.out).digest).toBe(JSON.parse(there.out).digest)
      expect(await exported('there', { EVENTSTORE_PREFIX: prefix })).toBe(shown)
    })
  })
})
