import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parseCheckpoint, textOfReport } from '@ledger/proof-verifier'
import type { BundleCheckpoint, BundleKey } from '@ledger/proof-verifier'
import { bundledLog, scratchProof, verifyLines as verify, witness } from '../../testing/index.js'
import type { KeptCheckpoint } from '../checkpoints/checkpoint-store.js'

/** With a first signature that does not hold. */
const damaged = (line: BundleCheckpoint): BundleCheckpoint => ({
  ...line,
  note: line.note.replace(
    /(\n\u2014 \S+ .{20})(.)/,
    (_, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'),
  ),
})

describe('a bundle', () => {
  let told: Awaited<ReturnType<typeof bundledLog>>
  let { log, campaign, span, bundle, alice } = {} as typeof told
  beforeAll(async () => {
    told = await bundledLog()
    ;({ log, campaign, span, bundle, alice } = told)
  })
  afterAll(() => log[Symbol.asyncDispose]())

  const keys = async () => (await log.proof.keys.list()).map(({ key }) => key)

  it('is held against the key that the auditor knows, and what that key has introduced', async () => {
    const [old] = await keys()
    expect(await verify(campaign, { keys: [old!] })).toMatchObject({ sound: true, keys: 'yours' })
    await using other = await scratchProof()
    const stranger = (await other.proof.keys.list())[0]!.key
    expect(await verify(campaign, { keys: [stranger] })).toMatchObject({ sound: false, wrong: { code: 'signature' } })
    const unintroduced = campaign.map((line) => (line.kind === 'key' ? { ...line, introduction: undefined } : line))
    for (const known of [[], [old!]])
      expect(await verify(unintroduced, { keys: known })).toMatchObject({ wrong: { code: 'key-not-introduced' } })
    expect(await verify(campaign, { keys: [old!, alice.key] })).toMatchObject({ checked: { countersignatures: 1 } })
    const report = await verify(campaign, { keys: [old!] })
    expect(report.checked).toMatchObject({ countersignatures: 0, otherCountersignatures: 1 })
    expect(textOfReport(report)).toContain('; 0 countersignatures with these keys, and 1 with others, not verified\n')
  })

  it('is held against a key that came later, which vouches from its first checkpoint on', async () => {
    const [, later] = await keys()
    const report = await verify(campaign, { keys: [later!] })
    expect(report).toMatchObject({ sound: true, keys: 'yours', vouched: { from: 315, earlier: 1 } })
    expect(textOfReport(report)).toContain('signed from the checkpoint of 315 leaves on; 1 before it')
    const at = campaign.findLastIndex(({ kind }) => kind === 'checkpoint')
    const unsigned = campaign.with(at, damaged(campaign[at] as BundleCheckpoint))
    expect(await verify(unsigned, { keys: [later!] })).toMatchObject({ wrong: { code: 'signature', line: at + 1 } })
    const [checkpoint] = await log.proof.kept.from(0, 1)
    const before = await bundle({ campaign: 'fair' }, checkpoint)
    expect(await verify(before, { keys: [later!] })).toMatchObject({ sound: false, wrong: { code: 'signature' } })
  })

  it('is held against a witness that the auditor knows, with the keys of the log as they stand there', async () => {
    const report = await verify(campaign, { keys: [alice.key] })
    expect(report).toMatchObject({ sound: true, keys: 'of the bundle', checked: { countersignatures: 1 } })
    expect(report.limits[0]).toContain('whose keys these are')
    expect(textOfReport(report)).toContain('no key of the log was named')
    const stranger = witness('mallory').key
    const { sound, limits } = await verify(campaign, { keys: [stranger] })
    expect([sound, limits]).toEqual([true, expect.arrayContaining([expect.stringContaining('that a witness saw it')])])
  })

  it('cannot make a witness of the key of the log that the auditor knows', async () => {
    await using other = await scratchProof()
    const known = (await other.proof.keys.list())[0]!.key
    const lying = campaign.toSpliced(1, 0, { kind: 'key', of: 'witness', key: known.text })
    expect(await verify(lying, { keys: [known] })).toMatchObject({ sound: false, wrong: { code: 'signature' } })
  })

  it('that holds a countersignature or an introduction that was damaged is refused', async () => {
    const at = campaign.findLastIndex(({ kind }) => kind === 'checkpoint')
    const line = campaign[at] as BundleCheckpoint
    const [before, lines] = line.note.split(/(?=\u2014 alice)/) as [string, string]
    const spoiled = { ...line, note: before + damaged({ ...line, note: `\n${lines}` }).note.slice(1) }
    expect(await verify(campaign.with(at, spoiled))).toMatchObject({
      wrong: { code: 'countersignature', line: at + 1 },
    })
    const key = campaign.findIndex((one) => one.kind === 'key' && one.introduction !== undefined)
    const introduction = damaged({ ...line, note: (campaign[key] as BundleKey).introduction! }).note
    const changed = campaign.with(key, { ...(campaign[key] as BundleKey), introduction })
    expect(await verify(changed)).toMatchObject({ sound: false, wrong: { code: 'key-not-introduced' } })
  })

  it('is held against a checkpoint that the auditor has kept', async () => {
    const kept = (await log.proof.kept.from(0, 10)).map(({ note }) => parseCheckpoint(note))
    for (const known of kept) expect(await verify(span, { known })).toMatchObject({ sound: true })
    const other = { ...kept[0]!, root: kept[1]!.root }
    expect(await verify(span, { known: other })).toMatchObject({ wrong: { code: 'forked' } })
    expect(await verify(span, { known: { ...kept[0]!, origin: 'another' } })).toMatchObject({
      wrong: { code: 'checkpoint-of-another-log' },
    })
    expect(await verify(span, { known: { ...kept[0]!, size: 7 } })).toMatchObject({
      wrong: { code: 'checkpoint-not-comparable' },
    })
  })

  it('is held against no checkpoint that the log has not signed', async () => {
    const [{ note }] = (await log.proof.kept.from(0, 1)) as [KeptCheckpoint]
    const known = parseCheckpoint(note.replace(/\n(\w)(?=\S{42}=\n)/, (_, letter) => `\n${letter === 'A' ? 'B' : 'A'}`))
    const report = await verify(span, { known })
    expect(report).toMatchObject({ sound: false, wrong: { code: 'checkpoint-not-signed' } })
    expect(textOfReport(report)).toMatch(/\nyour checkpoint of 304 leaves is not signed by the log.*\nNOT SOUND\n$/)
  })
})
