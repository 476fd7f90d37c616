import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { runs } from '@ledger/event-sourcing/testing'
import { eventLeaf, verifyBundle } from '@ledger/proof-verifier'
import type { BundleCheckpoint, BundleEvent, BundleHeader, BundleLine } from '@ledger/proof-verifier'
import fc from 'fast-check'
import { bundledLog, scratchProof, verifyLines as verify, witness } from '../../testing/index.js'
import { bundleOf } from './export-bundle.js'
import { withinLog } from './within-log.js'

describe('a bundle', () => {
  let told: Awaited<ReturnType<typeof bundledLog>>
  let { log, campaign, span, bundle } = {} as typeof told
  beforeAll(async () => {
    told = await bundledLog()
    ;({ log, campaign, span, bundle } = told)
  })
  afterAll(() => log[Symbol.asyncDispose]())

  const eventsOf = (lines: readonly BundleLine[]) => lines.filter((line): line is BundleEvent => line.kind === 'event')

  it('of a campaign holds what names it, and the policies', async () => {
    expect(eventsOf(campaign).map(({ event }) => event.stream)).toEqual([
      'policy-churn-days',
      'campaign-fair',
      ...Array<string>(2).fill('participation-fair:ann'),
      ...Array<string>(2).fill('customer-ann'),
      'desk-fair',
      'policy-churn-days',
      'campaign-fair',
    ])
    const report = await verify(campaign)
    expect(report).toMatchObject({
      sound: true,
      scope: { campaign: 'fair' },
      keys: 'of the bundle',
      checked: { events: 9, streams: 5, checkpoints: 3, countersignatures: 1 },
    })
    expect(report.limits).toHaveLength(4)
  })

  it('of a span holds all of it', async () => {
    const positions = eventsOf(span).map(({ position }) => position)
    expect(positions).toEqual([1, ...Array.from({ length: 31 }, (_, n) => 290 + n)])
    expect(await verify(span)).toMatchObject({ sound: true, checked: { events: 32, checkpoints: 3 } })
  })

  it.each([
    ['goes on behind the end of what is signed', { from: 300, to: 338 }],
    ['begins there', { from: 5_000, to: 6_000 }],
  ])('of a span that %s is not taken for whole', async (_, scope) => {
    expect(await verify(await bundle(scope))).toMatchObject({ sound: false, wrong: { code: 'not-covered' } })
  })

  it('of a span that goes on behind the end of the log ends with the log', async () => {
    const scope = { from: 300, to: 9_999 }
    expect(await withinLog(log.events, scope)).toEqual({ scope: { from: 300, to: 338 }, upTo: 338 })
    expect(await withinLog(log.events, { campaign: 'fair' })).toEqual({ scope: { campaign: 'fair' }, upTo: 338 })
    await expect(withinLog(log.events, { from: 339, to: 9_999 })).rejects.toThrow('the log ends at position 338')
  })

  it('that was changed anywhere is refused, and the first thing wrong is named', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat(), fc.nat(), fc.constantFrom(...changes), async (whole, a, b, change) => {
        const lines = whole ? span : campaign
        const events = lines.flatMap(({ kind }, at) => (kind === 'event' ? [at] : []))
        const [one, other] = [events[a % events.length]!, events[b % events.length]!]
        if (one === other) return
        const changed = change(lines as BundleEvent[], Math.min(one, other), Math.max(one, other))
        const { sound, wrong } = await verify(changed)
        expect([change.name, sound]).toEqual([change.name, false])
        expect(wrong!.line).toBeGreaterThanOrEqual(Math.min(one, other))
      }),
      runs(150),
    )
  })

  it('of a span misses whatever is left out, even where the end was made to fit', async () => {
    for (const [at, line] of span.entries()) {
      if (line.kind !== 'event' || line.position < 290) continue
      const { sound, wrong } = await verify(counted(span.toSpliced(at, 1)))
      expect([sound, wrong!.code, wrong!.message]).toEqual([
        false,
        'event-missing',
        `leaf ${line.leaf} of the span is missing`,
      ])
    }
  })

  it('of a span names the leaves that it is whole over: who cuts its ends cannot hide it', async () => {
    const [header, last] = [span[0] as BundleHeader, eventsOf(span).at(-1)!]
    const cut = counted(span.filter((line) => line !== last))
    const leaves = { from: 289, to: 320 }
    expect((await verify(span)).leaves).toEqual(leaves)
    const report = await verify(cut.with(0, { ...header, leaves: { ...leaves, to: 319 } }))
    expect(report).toMatchObject({ sound: true, leaves: { ...leaves, to: 319 } })
    expect(report.limits.at(-1)).toContain('that leaves 289 to 318 are all')
    const whole = await verify(await bundle({ from: 0, to: 337 }))
    expect(whole).toMatchObject({ leaves: { from: 0, to: whole.checkpoint!.size }, limits: { length: 3 } })
    const moved = span.with(span.indexOf(last), { ...last, position: 321 })
    expect(await verify(moved)).toMatchObject({ sound: false, wrong: { code: 'outside', position: 321 } })
  })

  it('of a campaign misses what is left out in the middle of a stream; of its end nobody can know', async () => {
    const [first, last] = eventsOf(campaign).filter(({ event }) => event.stream === 'participation-fair:ann')
    const without = (line: BundleEvent) => counted(campaign.filter((one) => one !== line))
    expect(await verify(without(first!))).toMatchObject({ wrong: { code: 'event-missing', position: last!.position } })
    expect(await verify(without(last!))).toMatchObject({
      sound: true,
      limits: expect.arrayContaining([expect.stringContaining('no end of a stream, was left out')]),
    })
  })

  it('is refused with the line, counted from 1, and with what of it is out of order', async () => {
    expect(await verify([])).toMatchObject({ wrong: { code: 'cut-off', line: 1 } })
    expect(await verify(campaign.slice(0, -1))).toMatchObject({ wrong: { code: 'cut-off', line: campaign.length } })
    const bytes = Buffer.from(campaign.map((line) => `${JSON.stringify(line)}\n`).join(''))
    for (const line of [1, 3]) {
      const broken = Buffer.from(bytes)
      broken[line === 1 ? 5 : bytes.indexOf(10, bytes.indexOf(10) + 1) + 5] = 0xff
      expect(await verifyBundle(Readable.from([broken]))).toMatchObject({
        wrong: { code: 'malformed', line, message: 'the file is not UTF-8 here' },
      })
    }
    const [one, other] = eventsOf(campaign).slice(1, 3) as [BundleEvent, BundleEvent]
    const changed = (line: BundleEvent) => campaign.with(campaign.indexOf(other), line)
    expect(await verify(changed({ ...other, position: one.position }))).toMatchObject({
      wrong: { code: 'out-of-order', message: `position ${one.position} comes after position ${one.position}` },
    })
    expect(await verify(changed({ ...other, leaf: one.leaf }))).toMatchObject({
      wrong: { code: 'out-of-order', message: `leaf ${one.leaf} comes after leaf ${one.leaf}` },
    })
  })

  it('is written so that whoever reads it writes the same, whatever stands in the log', async () => {
    await using other = await scratchProof()
    const data = JSON.parse('{"b":1e21,"a":-0,"2":"\\ud800","1":[1.50],"__proto__":{"x":"\\u2028"}}') as object
    await other.events.append('campaign-odd', 'any', [{ id: randomUUID(), type: 'Told.v1', data, metadata: data }])
    await other.proof.log.catchUp()
    const signed = (await other.proof.checkpoints.issue())!
    const asked = { scope: { campaign: 'odd' }, checkpoint: signed, madeAt: new Date() }
    const lines = await Array.fromAsync(bundleOf({ events: other.events, proof: other.proof, ...asked }))
    expect(await verify(lines)).toMatchObject({ sound: true, checked: { events: 1 } })
  })

  it('names the event that was changed', async () => {
    const at = span.findIndex((line) => line.kind === 'event' && line.position === 300)
    const changed = span.with(at, altered(span[at] as BundleEvent))
    expect(await verify(changed)).toMatchObject({
      sound: false,
      checked: { events: 11 },
      wrong: { code: 'not-in-the-tree', line: at + 1, position: 300, leaf: 299 },
    })
  })

  it.each([
    ['a header that comes twice', () => [campaign[0], ...campaign], 'malformed'],
    ['no header', () => campaign.slice(1), 'malformed'],
    ['no end', () => campaign.slice(0, -1), 'cut-off'],
    ['nothing', () => [], 'cut-off'],
    ['a line that is no JSON', () => campaign.with(4, '{' as never), 'malformed'],
    ['a line nested without end', () => campaign.with(6, deep() as never), 'malformed'],
    ['something after the end', () => [...campaign, campaign.at(-1)], 'malformed'],
    ['a key of another log', () => [campaign[0], keyLine('mallory'), ...campaign.slice(1)], 'key-of-another-log'],
    ['no checkpoint', () => campaign.filter(({ kind }) => kind !== 'checkpoint'), 'malformed'],
    ['an event with a member more', () => campaign.with(8, extended()), 'malformed'],
    ['a member that comes twice', () => campaign.with(8, doubled()), 'malformed'],
    ['a time that is none', () => campaign.with(0, { ...header(), madeAt: 'x' }), 'malformed'],
    [
      'a checkpoint of no time',
      () => campaign.with(at('checkpoint'), { ...checkpoint(), issuedAt: '2027-03-01' }),
      'malformed',
    ],
    ['checkpoints in another order', () => swapped(at('checkpoint') + 1, at('checkpoint') + 2), 'out-of-order'],
    ['a checkpoint that comes twice', () => campaign.toSpliced(at('checkpoint'), 0, checkpoint()), 'out-of-order'],
    ['an event that the tree does not reach', () => campaign.with(8, beyond()), 'not-in-the-tree'],
  ] as const)('with %s is refused', async (_, lines, code) => {
    expect(await verify(lines())).toMatchObject({ sound: false, wrong: { code } })
  })

  const at = (kind: string) => campaign.findIndex((line) => line.kind === kind)
  const header = () => campaign[0] as BundleHeader
  const checkpoint = () => campaign[at('checkpoint')] as BundleCheckpoint
  const swapped = (one: number, other: number) => campaign.with(one, campaign[other]!).with(other, campaign[one]!)
  const extended = () => ({ ...campaign[8], event: { ...(campaign[8] as BundleEvent).event, extra: 1 } }) as never
  const doubled = () => JSON.stringify(campaign[8]).replace('"event":{', '"event":{"type":"Evil.v1",') as never
  const keyLine = (name: string) => ({ kind: 'key', of: 'log', key: witness(name).key.text })
  const beyond = () => ({ ...(campaign[8] as BundleEvent), leaf: 5_000 })
  const deep = () => `${'{"kind":"event","position":1,"leaf":1,"event":'.slice(0, -8)}${'['.repeat(200_000)}`
})

/** With an end that says how many events there are now. */
const counted = (lines: readonly BundleLine[]): readonly BundleLine[] =>
  lines.map((line) =>
    line.kind === 'end' ? { ...line, events: lines.filter((one) => one.kind === 'event').length } : line,
  )

const altered = (line: BundleEvent): BundleEvent => ({ ...line, event: { ...line.event, metadata: { actor: 'alex' } } })
type Change = (lines: readonly BundleEvent[], one: number, other: number) => readonly unknown[]

/** What somebody might do to a bundle; each is given two events of it. */
const changes: readonly Change[] = [
  function drop(lines, one) {
    return lines.toSpliced(one, 1)
  },
  function swap(lines, one, other) {
    return lines.with(one, lines[other]!).with(other, lines[one]!)
  },
  function swapEvents(lines, one, other) {
    const [left, right] = [lines[one]!, lines[other]!]
    return lines.with(one, { ...left, event: right.event }).with(other, { ...right, event: left.event })
  },
  function double(lines, one) {
    return lines.toSpliced(one, 0, lines[one]!)
  },
  function alter(lines, one) {
    return lines.with(one, altered(lines[one]!))
  },
  function insert(lines, one) {
    const line = lines[one]!
    return lines.toSpliced(one, 0, { ...line, event: { ...line.event, id: randomUUID() } })
  },
  function flipProof(lines, one) {
    const line = lines[one]!
    return lines.with(one, { ...line, proof: line.proof.with(0, eventLeaf(line.event).toString('base64')) })
  },
  function cut(lines, one) {
    return lines.slice(0, one)
  },
  function otherRevision(lines, one) {
    const line = lines[one]!
    return lines.with(one, { ...line, event: { ...line.event, revision: line.event.revision + 1 } })
  },
]
