import { describe, expect, it } from '@jest/globals'
import { momentOf, money } from './format.js'
import { told } from './told.js'

const moment = '2026-11-28T21:40:41.819Z'

describe('a sentence of the ledger', () => {
  it('has its moments and its money as the reader writes them', () => {
    expect(told(`A freed seat was offered to carla until ${moment}.`)).toBe(
      `A freed seat was offered to carla until ${momentOf(moment)}.`,
    )
    expect(told('goals missed, 0.00 EUR spent of 1700.00 EUR: “late”.')).toBe(
      `goals missed, ${money(0, 'EUR')} spent of ${money(170_000, 'EUR')}: “late”.`,
    )
    expect(told('anna bought for 70 JPY.')).toBe(`anna bought for ${money(70, 'JPY')}.`)
  })

  it('leaves what somebody wrote, unless it is a moment', () => {
    expect(told(`The reason changed from “5.00 EUR at ${moment}” to “${moment}”.`)).toBe(
      `The reason changed from “5.00 EUR at ${moment}” to “${momentOf(moment)}”.`,
    )
    expect(told('cost no-7-ABC of fair-2027.')).toBe('cost no-7-ABC of fair-2027.')
  })
})
