import { describe, expect, it } from '@jest/globals'
import { emptyForm, formOf, idOf, planOf } from './plan-form.js'
import type { Plan } from '../plan/parts.js'

const plan: Plan = {
  name: 'Spring seminar',
  kind: 'seminar',
  purposes: ['new customers', 'win back'],
  owner: 'pat',
  currency: 'EUR',
  period: { from: '2027-03-10', to: '2027-03-11', zone: 'Europe/Vienna' },
  place: 'Hall 3',
  region: 'Vienna',
  targetGroups: [{ id: 'buyers', name: 'Buyers', channel: 'e-mail', criteria: 'all' }],
  budget: [{ id: 'room', name: 'Room', amount: 150_050 }],
  targets: [
    { indicator: 'registered', value: 2 },
    { indicator: 'revenue', value: 99_999 },
  ],
  milestones: [{ id: 'sent', name: 'Sent', due: '2027-02-10', owner: 'pat' }],
}

describe('the form of a plan', () => {
  it('gives back the plan that it was filled with, with what it does not show', () => {
    expect(planOf(formOf('x', plan), plan)).toEqual(plan)
  })

  it('makes ids of names, each once', () => {
    const typed = { ...emptyForm('pat'), budget: ['Öl', 'Ol', 'Ol'].map((name) => ({ name, amount: '1.5' })) }
    expect(planOf(typed).budget).toEqual([
      { id: 'ol', name: 'Öl', amount: 150 },
      { id: 'ol-2', name: 'Ol', amount: 150 },
      { id: 'ol-3', name: 'Ol', amount: 150 },
    ])
    expect([idOf('Buyers of model X!'), idOf('—')]).toEqual(['buyers-of-model-x', 'item'])
  })

  it('lets the place be taken away', () => {
    expect(planOf({ ...formOf('x', plan), place: ' ' }, plan)).not.toHaveProperty('place')
  })
})
