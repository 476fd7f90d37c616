import { describe, expect, it } from '@jest/globals'
import { NotACopy } from '@ledger/event-sourcing'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { copyTokens } from './copy-tokens.js'
import { TokenFile } from './token-file.js'
import type { StoredToken } from './token-store.js'
import { Tokens } from './tokens.js'

/** The tokens of two ledgers. */
async function two() {
  const folders = [await temporaryFolder(), await temporaryFolder()] as const
  const [from, to] = [new TokenFile(folders[0].path), new TokenFile(folders[1].path)]
  const remove = async () => {
    for (const one of folders) await one[Symbol.asyncDispose]()
  }
  const open = (at: 0 | 1) => Tokens.open({ dataDir: folders[at].path })
  return { from, to, source: await open(0), target: await open(1), [Symbol.asyncDispose]: remove }
}

describe('a copy of the tokens', () => {
  it('lets in whom the source lets in, with their sessions, and nobody else', async () => {
    await using stores = await two()
    const { from, to, source, target } = stores
    const pat = await source.create({ actor: 'pat', roles: ['analyst'] })
    const ended = await source.create({ actor: 'kim', roles: ['admin'] })
    await source.revoke((await source.authenticate(ended))!.tokenId)
    const session = await source.beginSession((await source.authenticate(pat))!)
    const copied = await copyTokens(from, to)
    expect(copied).toMatchObject({ held: 3, copied: 3 })
    expect(await target.authenticate(pat)).toMatchObject({ actor: 'pat', roles: ['analyst'] })
    expect(await target.authenticate(session.text)).toMatchObject({ actor: 'pat', session: true })
    expect(await target.authenticate(ended)).toBeUndefined()
    expect(await copyTokens(from, to)).toEqual({ ...copied, copied: 0 })
  })

  it('ends what was ended in either, and leaves tokens that were made in the target', async () => {
    await using stores = await two()
    const { from, to, source, target } = stores
    const here = await source.create({ actor: 'a', roles: ['admin'] })
    const there = await source.create({ actor: 'b', roles: ['admin'] })
    const session = await source.beginSession((await source.authenticate(here))!)
    await copyTokens(from, to)
    const own = await target.create({ actor: 'c', roles: ['auditor'] })
    await target.revoke((await target.authenticate(there))!.tokenId)
    await source.endSession((await source.authenticate(session.text))!.tokenId)
    await source.revoke((await source.authenticate(here))!.tokenId)
    await copyTokens(from, to)
    for (const text of [here, there, session.text]) expect(await target.authenticate(text)).toBeUndefined()
    expect(await target.authenticate(own)).toMatchObject({ actor: 'c' })
  })

  it('refuses another token of the same id', async () => {
    await using stores = await two()
    const { from, to } = stores
    const token = (hash: string): StoredToken => ({
      id: 'a',
      actor: 'pat',
      roles: ['admin'],
      hash: hash.repeat(64),
      createdAt: '2027-01-01T00:00:00.000Z',
    })
    await from.change(() => [token('1')])
    await to.change(() => [token('2')])
    await expect(copyTokens(from, to)).rejects.toBeInstanceOf(NotACopy)
    expect(await to.read()).toEqual([token('2')])
  })
})
