/** A sound plan as a caller sends it. */
export const plan = (changes: object = {}) => ({
  name: 'Spring fair 2027',
  kind: 'exhibition',
  purposes: ['new customers'],
  period: { from: '2027-03-01', to: '2027-03-03', zone: 'Europe/Vienna' },
  owner: 'pat',
  currency: 'EUR',
  targetGroups: [{ id: 'buyers', name: 'Buyers', channel: 'e-mail' }],
  budget: [{ id: 'stand', name: 'Stand', amount: 1_000_000 }],
  targets: [],
  milestones: [],
  ...changes,
})
