import { describe, expect, it } from '@jest/globals'
import { chosen } from './choice.js'
import type { CampaignCard } from '../campaign/use-campaigns.js'

const card = (campaign: string, more: Partial<CampaignCard> = {}): CampaignCard => ({
  campaign,
  name: `The ${campaign}`,
  kind: 'seminar',
  owner: 'pat',
  phase: 'draft',
  period: { from: '2027-01-01', to: '2027-01-02', zone: 'UTC' },
  currency: 'EUR',
  budget: 10,
  committed: 0,
  spent: 0,
  remaining: 10,
  amendmentPending: false,
  targets: [],
  changedAt: '2027-01-01T00:00:00Z',
  revision: 0,
  ...more,
})
const cards = [
  card('b', { owner: 'alex' }),
  card('a', { committed: 1 }),
  card('c', { kind: 'e-mail', spent: 5, phase: 'held' }),
]
const ids = (choice: Partial<Parameters<typeof chosen>[1]>) =>
  chosen(cards, { search: '', sort: 'name', ...choice }).map(({ campaign }) => campaign)

describe('the board', () => {
  it('finds by name, id and owner, whatever the case', () => {
    expect([ids({ search: 'ALEX' }), ids({ search: 'the c' }), ids({ search: 'nobody' })]).toEqual([['b'], ['c'], []])
  })

  it('filters by several things at once', () => {
    expect([ids({ kind: 'seminar' }), ids({ kind: 'seminar', owner: 'pat' }), ids({ phase: 'held' })]).toEqual([
      ['a', 'b'],
      ['a'],
      ['c'],
    ])
  })

  it('sorts up and down, equal ones by their ids', () => {
    expect([
      ids({ sort: '-name' }),
      ids({ sort: '-spent' }),
      ids({ sort: 'from' }),
      ids({ sort: '-committed' }),
    ]).toEqual([
      ['c', 'b', 'a'],
      ['c', 'b', 'a'],
      ['a', 'b', 'c'],
      ['a', 'c', 'b'],
    ])
  })

  it('leaves out those that need nobody, where that is asked for', () => {
    const needy = chosen(cards, { search: '', sort: 'name', needy: true }, (campaign) => campaign === 'b')
    expect(needy.map(({ campaign }) => campaign)).toEqual(['b'])
  })
})
