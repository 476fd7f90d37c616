import { describe, expect, it } from '@jest/globals'
import type { Schemas } from '../../api/client.js'
import type { Measure } from './measures.js'
import { funnelInWords } from './saying.js'

const stage = (name: string, count: number, rate?: number) =>
  ({
    name,
    count,
    recorded: true,
    ...(rate === undefined ? {} : { fromFirst: { rate } }),
  }) as Schemas['FunnelStage']
const stages = [stage('invited', 200), stage('accepted', 50, 0.25)]
const said = (...measures: Measure[]) => funnelInWords(stages, measures).replace(/^.*?\(25%\)\. ?/, '')
const reference = (says: 'below' | 'within' | 'above') => ({ stage: 'accepted', reference: { rate: 0.6, says } })

describe('a funnel in words', () => {
  it('says how far people came', () => {
    expect(funnelInWords(stages, [])).toBe('Of 200 people at “Invited”, 50 came as far as “Accepted” (25%).')
    expect(funnelInWords([stage('invited', 0)], [])).toBe('Nobody is in this campaign yet.')
  })

  it('names every target with how much of it is reached', () => {
    expect(
      said(
        { stage: 'accepted', target: { value: 60, reached: 53, beside: 0 } },
        { stage: 'registered', target: { value: 10, reached: 10, beside: 0 } },
      ),
    ).toBe('“Accepted” has 53 of the 60 that the plan promises. “Registered” has reached its target: 10 of 10.')
  })

  it('says how many of those who count for a target are at no bar', () => {
    expect(
      said(
        { stage: 'accepted', target: { value: 60, reached: 53, beside: 3 } },
        { stage: 'registered', target: { value: 10, reached: 10, beside: 10 } },
      ),
    ).toBe(
      '“Accepted” has 53 of the 60 that the plan promises, 3 of them beside the funnel. “Registered” has reached its target: 10 of 10, 10 of them beside the funnel.',
    )
  })

  it('names where the reference differs, or says that it differs nowhere', () => {
    expect(said(reference('below'))).toBe('“Accepted” lags behind the reference, which had 60%.')
    expect(said(reference('above'), reference('within'))).toBe('“Accepted” is ahead of the reference, which had 60%.')
    expect(said(reference('within'))).toBe('No stage differs from the reference by more than chance explains.')
  })
})
