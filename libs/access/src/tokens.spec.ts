import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { may } from './roles.js'
import { Tokens } from './tokens.js'

describe('tokens', () => {
  it('are made at the first start, once, readable by the owner alone', async () => {
    await using folder = await temporaryFolder()
    const tokens = await Tokens.open({ dataDir: folder.path })
    const text = await tokens.ensureFirst()
    expect(await tokens.ensureFirst()).toBeUndefined()
    expect(await tokens.firstToken()).toBe(text)
    for (const name of ['token', 'tokens.json']) expect((await stat(join(folder.path, name))).mode & 0o777).toBe(0o600)
    expect(await tokens.authenticate(text!)).toMatchObject({ actor: 'admin', roles: ['admin'] })
  })

  it('count from the first moment on, for all who come at once', async () => {
    await using folder = await temporaryFolder()
    const tokens = await Tokens.open({ dataDir: folder.path })
    const text = (await tokens.ensureFirst())!
    const holders = await Promise.all(Array.from({ length: 20 }, () => tokens.authenticate(text)))
    expect(holders.filter((one) => one === undefined)).toEqual([])
  })

  it('are kept as hashes only', async () => {
    await using folder = await temporaryFolder()
    const tokens = await Tokens.open({ dataDir: folder.path })
    const text = await tokens.create({ actor: 'crm', roles: ['service'] })
    expect(await readFile(join(folder.path, 'tokens.json'), 'utf8')).not.toContain(text.split('_').slice(2).join('_'))
  })

  it('are refused when altered, revoked or over', async () => {
    await using folder = await temporaryFolder()
    const tokens = await Tokens.open({ dataDir: folder.path })
    const text = await tokens.create({ actor: 'crm', roles: ['service'] })
    const flipped = text.endsWith('A') ? 'B' : 'A'
    expect(await tokens.authenticate(text.slice(0, -1) + flipped)).toBeUndefined()
    expect(await tokens.authenticate('clt_zzz')).toBeUndefined()
    const over = await tokens.create({ actor: 'old', roles: ['service'], expiresAt: '2020-01-01T00:00:00Z' })
    expect(await tokens.authenticate(over)).toBeUndefined()
    const [info] = await tokens.list()
    expect([await tokens.revoke(info!.id), await tokens.revoke('nobody')]).toEqual([true, false])
    expect(await tokens.authenticate(text)).toBeUndefined()
  })

  it('begin sessions, which end with them, and are no tokens to be listed', async () => {
    await using folder = await temporaryFolder()
    const tokens = await Tokens.open({ dataDir: folder.path })
    const holder = (await tokens.authenticate(await tokens.create({ actor: 'pat', roles: ['planner'] })))!
    const [first, second] = [await tokens.beginSession(holder), await tokens.beginSession(holder)]
    const session = (await tokens.authenticate(first.text))!
    expect(session).toMatchObject({ actor: 'pat', roles: ['planner'], session: true })
    expect(Date.parse(first.expiresAt) - Date.now()).toBeLessThanOrEqual(12 * 3_600_000)
    await expect(tokens.beginSession(session)).rejects.toThrow()
    await tokens.endSession(session.tokenId)
    expect(await tokens.authenticate(first.text)).toBeUndefined()
    expect((await tokens.list()).map(({ actor }) => actor)).toEqual(['pat'])
    await tokens.revoke(holder.tokenId)
    expect(await tokens.authenticate(second.text)).toBeUndefined()
  })

  it('made by another process count at once', async () => {
    await using folder = await temporaryFolder()
    const service = await Tokens.open({ dataDir: folder.path })
    const commandLine = await Tokens.open({ dataDir: folder.path })
    const made = await Promise.all(
      [commandLine, service].map((one, n) => one.create({ actor: `a-${n}`, roles: ['analyst'] })),
    )
    expect(await service.list()).toHaveLength(2)
    for (const text of made) expect(await service.authenticate(text)).toBeDefined()
    // The service has looked a moment ago, and would not look again by itself.
    const later = await commandLine.create({ actor: 'later', roles: ['analyst'] })
    const holders = await Promise.all(Array.from({ length: 20 }, () => service.authenticate(later)))
    expect(holders.filter((one) => one === undefined)).toEqual([])
  })

  it('whose file is damaged are not thrown away', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'tokens.json'), '[{"id":')
    await expect(Tokens.open({ dataDir: folder.path })).rejects.toThrow(/tokens\.json is damaged/)
  })

  it.each([
    ['analyst', 'read', true],
    ['analyst', 'command', false],
    ['planner', 'approve', false],
    ['approver', 'approve', true],
    ['operator', 'operate', true],
    ['operator', 'erase', true],
    ['service', 'erase', false],
    ['stranger', 'read', false],
    ['constructor', 'read', false],
  ] as const)('of a %s may %s: %s', (role, ability, allowed) => {
    expect(may([role], ability)).toBe(allowed)
  })
})
