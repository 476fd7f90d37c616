import 'reflect-metadata'
import { existsSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { commandLine, salesManifest } from '../testing/command-line.js'

const line = commandLine()
const { file, folder } = line
const ledger = (...args: readonly string[]) => line.ledger('--data-dir', file('data'), ...args)
const sales = (...rows: readonly string[]) => file('sales.csv', ['receipt,id,day,paid', ...rows].join('\n'))
const importSales = (...more: readonly string[]) =>
  ledger('import', file('shop.yaml', salesManifest()), '--from', folder(), '--rejects', file('rejects.csv'), ...more)

describe('ledger import', () => {
  it('ends with 0 where every row was taken, and with 0 again where nothing is new', async () => {
    sales('1,1,2017-01-01,5', '2,1,2017-01-02,5')
    expect((await importSales()).code).toBe(0)
    const again = await importSales('--json')
    expect(again.code).toBe(0)
    expect(JSON.parse(again.out)).toMatchObject({ totals: { rows: 2, recorded: 0, unchanged: 2 } })
    expect(again.err).toBe('')
    expect(existsSync(file('rejects.csv'))).toBe(false)
  })

  it.each(['sales.csv', 'shop.yaml', '.'])(
    'does not list rejects in %s, which it reads or cannot write',
    async (name) => {
      sales('1,1,2017-01-01,5', '2,1,soon,5')
      const { code, err: text } = await ledger(
        'import',
        file('shop.yaml', salesManifest()),
        '--from',
        folder(),
        '--rejects',
        file(name),
      )
      expect([code, text]).toEqual([2, expect.stringContaining('name another file with --rejects')])
      expect(readFileSync(file('sales.csv'), 'utf8')).toContain('soon')
      expect(existsSync(file('data'))).toBe(false)
    },
  )

  it('ends with 1 where rows were not taken, and says where they are listed', async () => {
    sales('1,1,2017-01-01,5', '2,1,soon,5')
    const { code, err: said } = await importSales()
    expect(code).toBe(1)
    expect(said).toContain('sales.csv, line 3: at: "soon" is no time')
    expect(said).toContain(`Not taken: 1 row (bad-field 1): ${file('rejects.csv')}`)
    expect(readFileSync(file('rejects.csv'), 'utf8')).toContain('sales.csv,3,bad-field,')
  })

  it('ends with 2 and the line where the manifest is wrong, and makes nothing', async () => {
    sales('1,1,2017-01-01,5')
    file('shop.yaml', salesManifest().replace('revenue: paid', 'revenue: price'))
    const { code, err: said } = await ledger('import', file('shop.yaml'), '--from', folder())
    expect(code).toBe(2)
    expect(said).toContain(
      'shop.yaml: line 9, column 53: sales.csv has no column "price"; it has receipt, id, day, paid',
    )
    expect(existsSync(file('data'))).toBe(false)
  })

  it('ends with 2 where there is no manifest, no folder, or nowhere to list rejects', async () => {
    sales()
    expect((await ledger('import', file('none.yaml'), '--from', folder())).code).toBe(2)
    expect((await ledger('import', file('shop.yaml', salesManifest()), '--from', file('none'))).code).toBe(2)
    expect((await ledger('import', file('shop.yaml'), '--from', folder(), '--rejects', file('none/x.csv'))).code).toBe(
      2,
    )
    expect((await ledger('import', file('shop.yaml'))).code).toBe(2)
  })

  it('ends with 3 where the data folder cannot be used', async () => {
    sales('1,1,2017-01-01,5')
    file('data', 'a file, no folder')
    const { code, out: answer } = await importSales('--json')
    expect(code).toBe(3)
    expect(JSON.parse(answer)).toMatchObject({ error: { code: 'cannot-open' } })
  })

  it('makes no file in a dry run, and tells what would be recorded', async () => {
    sales('1,1,2017-01-01,5')
    const { code, err: said } = await importSales('--dry-run')
    expect(code).toBe(0)
    expect(said).toContain('would record')
    expect(said).toContain('Nothing was written')
    expect(existsSync(file('data'))).toBe(false)
  })
})

describe('ledger export', () => {
  beforeEach(async () => {
    sales('1,1,2017-01-01,5', '2,2,2017-01-02,5')
    await importSales()
  })

  it('writes every document of a view, brought up to date, as NDJSON', async () => {
    const { code, out: text } = await ledger('export', 'customers', '--format', 'ndjson')
    expect(code ?? 0).toBe(0)
    const keys = text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { key: string }).key)
    expect(keys).toEqual(['c-1', 'c-2'])
  })

  it('writes CSV into a file', async () => {
    const { code, out: text } = await ledger('export', 'customers', '--out', file('customers.csv'))
    expect([code ?? 0, text]).toEqual([0, ''])
    const [head, ...rows] = readFileSync(file('customers.csv'), 'utf8').trim().split('\n')
    expect(head).toMatch(/^key,/)
    expect(rows.map((row) => row.split(',')[0])).toEqual(['c-1', 'c-2'])
  })

  it('ends with 2 for a view that there is not', async () => {
    const { code, err: said } = await ledger('export', 'nothing')
    expect(code).toBe(2)
    expect(said).toContain('Views are')
  })
})

describe('ledger rebuild', () => {
  it('fills a view anew', async () => {
    sales('1,1,2017-01-01,5')
    await importSales()
    const { code, err: said } = await ledger('rebuild', 'customers')
    expect(code).toBe(0)
    expect(said).toContain('customers was filled anew from 1 event,')
    const status = JSON.parse((await ledger('status', '--json')).out) as {
      views: { name: string; live: boolean; documents: number }[]
    }
    expect(status.views.find(({ name }) => name === 'customers')).toMatchObject({ live: true, documents: 1 })
  })
})

describe('ledger status', () => {
  it('tells events, lag, parked keys and sizes as one JSON document', async () => {
    sales('1,1,2017-01-01,5')
    await importSales()
    const { code, out: text, err: said } = await ledger('status', '--json')
    expect([code ?? 0, said]).toEqual([0, ''])
    const status = JSON.parse(text) as { views: object[]; files: { name: string; bytes: number }[] }
    expect(status).toMatchObject({ dataDir: file('data'), events: { count: 1 } })
    expect(status.views[0]).toMatchObject({ name: expect.any(String), live: true, lag: { events: 0 }, parked: 0 })
    expect(status.files.find(({ name }) => name === 'events.sqlite')?.bytes).toBeGreaterThan(0)
  })

  it('ends with 3 where there is no ledger, and makes none', async () => {
    expect((await ledger('status')).code).toBe(3)
    expect(existsSync(file('data'))).toBe(false)
  })
})

describe('ledger token', () => {
  it('makes a token, lists it without its secret, and ends it', async () => {
    sales('1,1,2017-01-01,5')
    await importSales()
    const made = await ledger(
      'token',
      'create',
      '--actor',
      'Alex',
      '--role',
      'approver',
      '--role',
      'planner',
      '--expires',
      '30',
    )
    expect(made.out).toMatch(/^clt_[0-9a-f]{12}_\S+\n$/)
    const id = made.out.slice(4, 16)
    const listed = await ledger('token', 'list', '--json')
    expect(JSON.parse(listed.out)).toMatchObject([
      { actor: 'admin' },
      { id, actor: 'alex', roles: ['approver', 'planner'] },
    ])
    expect(listed.out).not.toContain(made.out.trim())
    expect((await ledger('token', 'revoke', id)).code ?? 0).toBe(0)
    expect((await ledger('token', 'list')).out).toContain(id)
    expect((await ledger('token', 'revoke', 'ffffffffffff')).code).toBe(2)
  })

  it('makes one for a script', async () => {
    sales('1,1,2017-01-01,5')
    await importSales()
    const { out: made } = await ledger('token', 'create', '--actor', 'crm', '--role', 'service', '--json')
    expect(JSON.parse(made)).toMatchObject({ actor: 'crm', roles: ['service'], token: expect.stringMatching(/^clt_/) })
  })

  it('makes none where there is no ledger', async () => {
    expect((await ledger('token', 'create', '--actor', 'crm', '--role', 'service')).code).toBe(3)
    expect(existsSync(file('data'))).toBe(false)
  })

  it.each([
    ['--actor', 'a b', '--role', 'planner'],
    ['--actor', 'alex', '--role', 'king'],
    ['--actor', 'alex'],
    ['--role', 'planner'],
  ])('ends with 2 for %s %s %s %s', async (...args) => expect((await ledger('token', 'create', ...args)).code).toBe(2))
})

describe('ledger', () => {
  it.each([[], ['start'], ['import'], ['export'], ['rebuild'], ['status'], ['token'], ['token', 'create']])(
    'helps with %s %s',
    async (...command) => {
      const { code, out: text } = await ledger(...command, '--help')
      expect(code).toBe(0)
      expect(text).toContain('Usage: ledger')
    },
  )

  it('says its version', async () => {
    const { code, out: text } = await ledger('--version')
    expect([code, text]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)])
  })

  it.each(['rebuild', 'export'])('does not make a ledger for %s', async (command) => {
    expect((await ledger(command, 'campaigns')).code).toBe(3)
    expect(existsSync(file('data'))).toBe(false)
  })

  it('ends with 2 for what it does not know', async () => {
    expect((await ledger('fly')).code).toBe(2)
    expect((await ledger()).code).toBe(2)
    expect((await ledger('status', '--jsn')).code).toBe(2)
  })
})
