import { describe, expect, it } from '@jest/globals'
import type { DomainEvent } from '@ledger/event-sourcing'
import { folded, recorded } from '@ledger/read-store/testing'
import { aPlan, past, until } from '../../testing/index.js'
import * as events from '../campaign/campaign.events.js'
import { campaignBoard } from './campaign-board.js'

const campaign = 'fair'
const board = (...all: readonly DomainEvent[]) =>
  folded(campaignBoard, all.map((event, at) => recorded(event, at + 1)) as never).get(campaign)

describe('a campaign on the board', () => {
  it('shows its phase, its plan, and who did what on the way', () => {
    const shown = board(...until.evaluated())
    expect(shown).toMatchObject({ phase: 'evaluated', budget: 1_250_000, revision: 6, waves: [{ wave: 'w1' }] })
    expect(shown?.steps.map(({ step }) => step)).toEqual([
      'drafted',
      'submitted',
      'approved',
      'started',
      'finished',
      'evaluated',
    ])
  })

  it('keeps the approved plan beside an amendment until that is decided', () => {
    const amended = [...until.approved(), past.amended()]
    expect(board(...amended)).toMatchObject({
      plan: { name: 'Summer fair' },
      approvedPlan: { name: 'Spring fair 2027' },
      amendment: { by: 'pat', reason: 'rain' },
    })
    const back = board(...amended, events.amendmentSentBack({ campaign, reason: 'no' }))
    expect([back?.plan.name, back?.amendment]).toEqual(['Spring fair 2027', undefined])
    const taken = board(...amended, events.amendmentApproved({ campaign, by: 'alex', planDigest: 'd' }))
    expect([taken?.approvedPlan?.name, taken?.amendment]).toEqual(['Summer fair', undefined])
  })

  it('counts the budget of the plan that is carried out', () => {
    const dearer = aPlan({ budget: [{ id: 'stand', name: 'Stand', amount: 9 }] })
    const amended = events.planAmended({ campaign, by: 'pat', plan: dearer, reason: 'x' })
    expect(board(...until.approved(), amended)?.budget).toBe(1_250_000)
    const decided = events.amendmentApproved({ campaign, by: 'alex', planDigest: 'd' })
    expect(board(...until.approved(), amended, decided)?.budget).toBe(9)
  })

  it('adds up what was spent, less what was reversed, which stays to be seen', () => {
    const { cost, line, currency } = past.cost().data as { cost: string; line: string; currency: string }
    const reversed = events.costReversed({ campaign, cost, line, amount: 500, currency, reason: 'billed twice' })
    expect(board(...until.held(), past.cost())).toMatchObject({ spent: 500, costs: [{ amount: 500 }] })
    expect(board(...until.held(), past.cost(), reversed)).toMatchObject({
      spent: 0,
      costs: [{ amount: 500, reversed: 'billed twice' }],
    })
  })

  it('of the past says where it was taken over from', () => {
    const taken = events.campaignTakenOver({ campaign, plan: aPlan(), phase: 'held', source: 'crm' })
    expect(board(taken)).toMatchObject({
      phase: 'held',
      takenOverFrom: 'crm',
      approvedPlan: { name: 'Spring fair 2027' },
    })
  })
})
