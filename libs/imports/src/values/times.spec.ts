import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { isForm, Times } from './times.js'
import { ZoneClock } from './zone.js'

const inNewYork = (forms: { days?: string[]; times?: string[] } = {}) =>
  new Times({ zone: 'America/New_York', days: [], times: [], ...forms })

describe('days', () => {
  it.each([
    ['2017-02-28', [], '2017-02-28'],
    ['2017-02-29', [], undefined],
    ['20170228', [], undefined],
    ['20170228', ['yyyyMMdd'], '2017-02-28'],
    ['28.2.2017', ['yyyyMMdd', 'd.M.yyyy'], '2017-02-28'],
    ['02/03/17', ['MM/dd/yy'], '2017-02-03'],
    ['3-Mar-2017', ['d-MMM-yyyy'], '2017-03-03'],
    ['2017-02-28', ['d.M.yyyy'], undefined],
  ])('reads %s in the forms %j', (text, days, day) => expect(inNewYork({ days }).day(text)).toBe(day))

  it('stand for their noon, and begin when the clock of the zone says so', () => {
    expect(inNewYork().noon('2017-07-01')).toEqual({ at: '2017-07-01T16:00:00.000Z', day: '2017-07-01' })
    expect(inNewYork().start('2017-12-01')).toBe('2017-12-01T05:00:00.000Z')
  })
})

describe('moments', () => {
  it.each([
    ['a local time', '2017-01-28 23:06:53', [], '2017-01-29T04:06:53.000Z', '2017-01-28'],
    [
      'a local time in another form',
      '28.1.2017 11:06 PM',
      ['d.M.yyyy h:mm a'],
      '2017-01-29T04:06:00.000Z',
      '2017-01-28',
    ],
    ['a time with its offset', '2017-01-29T01:00:00Z', [], '2017-01-29T01:00:00.000Z', '2017-01-28'],
    [
      'an offset in a form',
      '29/01/2017 01:00 +0100',
      ['dd/MM/yyyy HH:mm ZZZ'],
      '2017-01-29T00:00:00.000Z',
      '2017-01-28',
    ],
    ['a day', '2017-01-28', [], '2017-01-28T17:00:00.000Z', '2017-01-28'],
    [
      'the second of two hours of the same name, where the offset says so',
      '2017-11-05T01:30:00-05:00',
      [],
      '2017-11-05T06:30:00.000Z',
      '2017-11-05',
    ],
    [
      'the first of two hours of the same name, where nothing says which',
      '2017-11-05 01:30:00',
      [],
      '2017-11-05T05:30:00.000Z',
      '2017-11-05',
    ],
    ['an hour that the clock skipped', '2017-03-12 02:30:00', [], '2017-03-12T07:30:00.000Z', '2017-03-12'],
  ])('are read from %s', (_, text, times, at, day) => expect(inNewYork({ times }).moment(text)).toEqual({ at, day }))

  it.each(['', 'soon', '2017-01-28 25:00', '2017-01-28 10', '2017-13-01', '1485640013'])(
    'are not read from %j',
    (text) => {
      expect(inNewYork().moment(text)).toBeUndefined()
    },
  )

  it('agree with luxon wherever a clock shows a time once', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'Europe/Vienna',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    )
    const moments = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2030, 0) })
    fc.assert(
      fc.property(zones, moments, (zone, moment) => {
        const clock = new ZoneClock(zone)
        const local = DateTime.fromMillis(moment, { zone })
        expect(clock.shown(moment)).toBe(moment + local.offset * 60_000)
        if (local.getPossibleOffsets().length === 1) expect(clock.moment(clock.shown(moment))).toBe(moment)
      }),
    )
  })
})

describe('forms', () => {
  it('name a whole day, and times their hour too', () => {
    expect(isForm('d.M.yyyy', 'day')).toBe(true)
    expect(isForm('M.yyyy', 'day')).toBe(false)
    expect(isForm('DD.MM.YYYY', 'day')).toBe(false)
    expect(isForm('yyyy-MM-dd HH:mm', 'time')).toBe(true)
    expect(isForm("yyyy-MM-dd'T'HH:mm", 'time')).toBe(true)
    expect(isForm('yyyy-MM-ddTHH:mm', 'time')).toBe(false)
    expect(isForm('yyyy-MM-dd hh:mm', 'time')).toBe(false)
    expect(isForm('yyyy o MM', 'day')).toBe(false)
  })
})
