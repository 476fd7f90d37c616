import { describe, expect, it } from '@jest/globals'
import { SignInCodes } from './sign-in-codes.js'

const holder = { actor: 'admin', roles: ['admin'], tokenId: 'a' } as const

describe('a sign-in code', () => {
  it('stands for its holder once', () => {
    const codes = new SignInCodes()
    const code = codes.issue(holder)
    expect([codes.redeem(code), codes.redeem(code)]).toEqual([holder, undefined])
  })

  it('is over after a quarter of an hour', () => {
    let now = 0
    const codes = new SignInCodes(() => now)
    const [first, second] = [codes.issue(holder), codes.issue(holder)]
    now = 15 * 60_000 - 1
    expect(codes.redeem(first)).toEqual(holder)
    now += 1
    expect(codes.redeem(second)).toBeUndefined()
  })

  it('cannot be made up', () => {
    const codes = new SignInCodes()
    codes.issue(holder)
    expect(codes.redeem('')).toBeUndefined()
  })
})
