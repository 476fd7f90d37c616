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
    expect(board(...until.held(), past.cost())).toMatchObject({ spent: 500, costs: [{ amount: 500 }] })
    expect(board(...until.held(), past.cost(), past.reversed())).toMatchObject({
      spent: 0,
      costs: [{ amount: 500, reversed: 'sent twice' }],
    })
  })

  it('counts a commitment until a cost settles it or it is released, and again when that cost is reversed', () => {
    const settled = past.cost(500, { commitment: 'order-1' })
    const money = (...since: readonly DomainEvent[]) => {
      const { budget, committed, spent, remaining, commitments } = board(...until.held(), past.committed(), ...since)!
      return [budget, committed, spent, remaining, commitments]
    }
    const { campaign: _, currency: __, ...order } = past.committed().data
    expect(money()).toEqual([1_250_000, 700, 0, 1_249_300, [order]])
    expect(money(settled)).toEqual([1_250_000, 0, 500, 1_249_500, [{ ...order, settledBy: 'invoice-1' }]])
    expect(money(settled, past.reversed())).toEqual([1_250_000, 700, 0, 1_249_300, [order]])
    expect(money(past.released())).toEqual([1_250_000, 0, 0, 1_250_000, [{ ...order, released: 'called off' }]])
    const unrelated = past.cost(1, { cost: 'invoice-2' })
    expect(money(settled, unrelated, past.reversed(1, 'invoice-2')).slice(1, 4)).toEqual([0, 500, 1_249_500])
  })

  it('shows all money by the lines of the plan in force, also what stands on a line that is planned no more', () => {
    const travel = aPlan({ budget: [{ id: 'travel', name: 'Travel', amount: 100 }] })
    const amended = events.planAmended({ campaign, by: 'pat', plan: travel, reason: 'smaller' })
    const money = [past.committed(), past.cost(500, { cost: 'invoice-2' })]
    const stand = { line: 'stand', name: 'Stand', planned: 1_000_000, committed: 700, spent: 500, remaining: 998_800 }
    const none = { line: 'travel', name: 'Travel', committed: 0, spent: 0 }
    const untouched = { ...none, planned: 250_000, remaining: 250_000 }
    expect(board(...until.approved(), ...money, amended)?.lines).toEqual([stand, untouched])
    const decided = events.amendmentApproved({ campaign, by: 'alex', planDigest: 'd' })
    expect(board(...until.approved(), ...money, amended, decided)).toMatchObject({
      budget: 100,
      remaining: -1_100,
      lines: [
        { ...none, planned: 100, remaining: 100 },
        { ...stand, name: 'stand', planned: 0, remaining: -1_200 },
      ],
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
