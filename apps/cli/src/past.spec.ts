import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { draftCampaign, submitCampaign } from '@ledger/campaigns'
import { aPlan } from '@ledger/campaigns/testing'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { commandLine, salesManifest } from '../testing/command-line.js'

const { folder, file, ledger: commanded } = commandLine()
const ledger = (...args: readonly string[]) => commanded('--data-dir', file('data'), ...args)

beforeEach(async () => {
  file('sales.csv', ['receipt,id,day,paid', '1,1,2017-01-01,5', '2,1,2017-02-02,5', '3,2,2017-03-02,9'].join('\n'))
  const manifest = file('shop.yaml', salesManifest())
  expect((await ledger('import', manifest, '--from', folder())).code).toBe(0)
  const opened = await openLedger(settingsFrom({ ...process.env, DATA_DIR: file('data') }))
  const [fair, by] = [{ campaign: 'fair' }, { actor: 'pat' }]
  await opened.executor.execute(draftCampaign, fair, { plan: aPlan() }, { ...by, reason: 'as every spring' })
  await opened.executor.execute(submitCampaign, fair, {}, by)
  await opened.close()
})

describe('ledger history', () => {
  it('tells one line an event, or one document a line', async () => {
    const { out } = await ledger('history', 'campaign/fair')
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^#4 {2}\S+Z {2}pat drafted the plan “Spring fair 2027”. {2}\(reason: as every spring\)$/),
      expect.stringMatching(/^#5 {2}\S+Z {2}pat submitted the plan for approval.$/),
      '',
    ])
    const { out: lines } = await ledger('history', '--order', 'newest', '--limit', '2', '--json')
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toEqual(['CampaignSubmitted', 'CampaignDrafted'])
  })

  it.each([
    [['history', 'campaign/nobody'], 'Nothing is known of campaign/nobody'],
    [['history', 'campaign'], 'subject must be campaign/<id>'],
    [['history', '--type', 'Nothing'], 'type Nothing is no kind of event'],
    [['history', '--limit', '0'], 'A number from 1 on'],
    [['diff', 'campaign/fair', '--from', 'May'], 'from must be a moment'],
    [['funnel', 'nobody'], 'Nothing is known of nobody'],
    [['funnel', 'fair', '--as-of', '2020-01-01'], 'Nothing is known of fair'],
    [['funnel', 'fair', '--known-at', '2199-01-01T00:00:00Z'], 'knownAt lies in the future'],
    [['what-if', 'churn'], 'cuts is needed'],
    [['ask', 'campaigns/nobody'], 'Nothing is known of nobody'],
    [['ask', 'nothing-like-that'], 'There is nothing at this address'],
    [['ask', 'value-pyramid', '--as-of', '31 May'], 'asOf must be a day'],
    [['ask', 'value-pyramid?worth=gold'], 'worth is no parameter of this address'],
    [['ask', 'campaigns', '--format', 'csv', '--out', '/nowhere/at.all'], '/nowhere/at.all cannot be written'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await ledger(...args)
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('questions about the past and about what if', () => {
  it('tell what differs between two moments', async () => {
    expect((await ledger('diff', 'campaign/fair', '--from', '4', '--to', '5')).out).toBe(
      'The phase changed from “draft” to “submitted”.\n',
    )
    const { out } = await ledger('diff', 'campaign/fair', '--from', '5', '--to', '5', '--json')
    expect(JSON.parse(out)).toMatchObject({ from: { knownAtPosition: 5 }, changes: [] })
  })

  it('show a funnel as it was known', async () => {
    const { out } = await ledger('funnel', 'fair', '--stages', 'invited,accepted', '--known-at-position', '4')
    expect(out).toMatch(/^stage +people +of the stage before +of the first\ninvited +0\naccepted +0\n$/)
    const { out: json } = await ledger('funnel', 'fair', '--known-at-position', '4', '--json')
    expect(JSON.parse(json)).toMatchObject({ campaign: 'fair', moment: { knownAtPosition: 4 } })
  })

  it('reckon under other policies', async () => {
    const { code, out, err } = await ledger('what-if', 'churn', '--days', '30;200', '--as-of', '2017-05-15')
    expect([code ?? 0, err]).toEqual([0, expect.stringContaining('nothing was changed')])
    expect(out).toMatch(/^under +figure +in force +then\n/)
    expect(out).toMatch(/\ndays 30 +C.churned +0 +1\ndays 200 +A.churned +1 +0\n$/)
    const { out: json } = await ledger('what-if', 'pyramid', '--cuts', 'amount:900,2,1', '--json')
    expect(JSON.parse(json)).toMatchObject({ whatIf: true, others: [{ answer: { cuts: { version: 'asked' } } }] })
  })
})

describe('any question of the API', () => {
  it.each([
    ['value-pyramid', ['--as-of', '2017-02-15'], { customers: 1, total: 1_000 }],
    ['/v1/value-pyramid?asOf=2017-05-15', ['--known-at-position', '1'], { customers: 1 }],
    ['churn-by-tier', ['--as-of', '2017-05-15'], { all: { customers: 2, churned: 1 } }],
    ['campaigns?phase=draft', ['--known-at-position', '4'], { items: [{ campaign: 'fair' }] }],
    ['campaigns?phase=draft', [], { items: [] }],
    ['campaigns/fair', ['--known-at-position', '4'], { phase: 'draft' }],
    ['campaigns/fair/funnel', ['--known-at-position', '4'], { moment: { knownAtPosition: 4 } }],
  ])('%s %j is answered as over HTTP', async (address, options, expected) => {
    const { code, out, err } = await ledger('ask', address, ...options)
    expect([code ?? 0, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject(expected)
  })

  it('goes into a file, as a table', async () => {
    const path = file('tiers.csv')
    expect(await ledger('ask', 'value-pyramid', '--format', 'csv', '--out', path)).toMatchObject({ out: '' })
    expect(readFileSync(path, 'utf8')).toMatch(/^tier,customers,/)
  })
})
