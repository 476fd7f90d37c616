import { describe, expect, it } from '@jest/globals'
import { given } from '@ledger/event-sourcing/testing'
import { folded, recorded } from '@ledger/read-store/testing'
import { overheadMonths } from './months/overhead-months.js'
import { overheadRecorded, overheadReversed } from './overheads/overheads.events.js'
import { recordOverhead } from './record-overhead/record-overhead.js'
import { reverseOverhead } from './reverse-overhead/reverse-overhead.js'

const month = '2027-03'
const rent = { overhead: 'rent', purpose: 'Rent of the showroom', amount: 300_000, currency: 'EUR', supplier: 'house' }
const booked = (changes: Partial<typeof rent> = {}) => overheadRecorded({ month, ...rent, ...changes })
const takenBack = overheadReversed({ month, overhead: 'rent', amount: 300_000, currency: 'EUR', reason: 'twice' })

describe('the indirect costs of a month (E02)', () => {
  it('are recorded, and said again are said once', () => {
    given().when(recordOverhead, { month }, rent).then(booked())
    given(booked()).when(recordOverhead, { month }, rent).saysNothing()
    given(booked(), takenBack).when(recordOverhead, { month }, rent).saysNothing()
  })

  it('are refused where the id stands for another cost, or the month is none', () => {
    const other = { ...rent, amount: 1 }
    given(booked())
      .when(recordOverhead, { month }, other)
      .refused('overhead-exists', { overhead: 'rent', amount: 300_000, currency: 'EUR' })
    for (const none of ['2027-13', '2027', 'march', '2027-3', '9999-01'])
      given().when(recordOverhead, { month: none }, rent).refused('month-unknown', { month: none })
  })

  it('are refused where they no longer add up to the cent, each currency by itself', () => {
    const all = booked({ overhead: 'all', amount: Number.MAX_SAFE_INTEGER })
    const one = { ...rent, amount: 1 }
    given(all).when(recordOverhead, { month }, one).refused('sum-too-large')
    given(all)
      .when(recordOverhead, { month }, { ...one, currency: 'CHF' })
      .then(booked({ amount: 1, currency: 'CHF' }))
  })

  it('are taken back once, with what they were', () => {
    const said = { overhead: 'rent', reason: 'twice' }
    given(booked()).when(reverseOverhead, { month }, said).then(takenBack)
    given(booked(), takenBack).when(reverseOverhead, { month }, said).saysNothing()
    given().when(reverseOverhead, { month }, said).refused('overhead-unknown')
  })

  it('show what is in force, and what was taken back with its reason', () => {
    const events = [booked(), booked({ overhead: 'power', amount: 5, currency: 'CHF' }), takenBack]
    const documents = Object.fromEntries(
      folded(overheadMonths, events.map((one, at) => recorded(one, at + 1)) as never),
    )
    expect(documents).toMatchObject({
      '2027-03': {
        month,
        overheads: [
          { overhead: 'rent', position: 1, reversed: 'twice' },
          { overhead: 'power', position: 2 },
        ],
        totals: { CHF: 5 },
      },
    })
  })
})
