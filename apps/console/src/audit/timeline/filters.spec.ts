import { describe, expect, it } from '@jest/globals'
import { localOf, momentAt } from '../../shared/moments.js'
import { isNamed, kindOf, restOf, subjectOf } from './subject.js'

describe('what a timeline is of', () => {
  it.each([
    ['participant/fair/anna', 'participant', 'fair/anna'],
    ['policy/funnel-stages/seminar', 'policy', 'funnel-stages/seminar'],
    ['campaign/', 'campaign', ''],
  ] as const)('%s is taken apart and put together', (subject, kind, rest) => {
    expect([kindOf(subject), restOf(subject), subjectOf(kind, rest)]).toEqual([kind, rest, subject])
  })

  it('is the whole log where nothing is said, or nothing that is known', () => {
    expect([kindOf(undefined), kindOf('weather/vienna'), subjectOf('log', '')]).toEqual(['log', 'log', undefined])
  })

  it('has to be named, unless it is the whole log', () => {
    expect([undefined, 'campaign/', 'campaign/fair'].map(isNamed)).toEqual([true, false, true])
  })
})

describe('moments', () => {
  it('are those of the reader, and back', () => {
    const local = localOf('2027-02-28T09:30:00.000Z')
    expect([local.length, momentAt(local)]).toEqual([19, '2027-02-28T09:30:00.000Z'])
  })

  it('are none where nothing is typed', () => {
    expect([momentAt(''), localOf(undefined), localOf('soon')]).toEqual([undefined, '', ''])
  })
})
