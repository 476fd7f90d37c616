export const whatIf = {
  whatIf: {
    mark: 'What if',
    about: 'Nothing of this is so, and nothing is changed by looking.',
    inForce: 'In force',
    keep: 'Keep to compare',
    drop: (policy: string) => `Compare no longer: ${policy}`,
    measure: 'Compare',
    says: (what: string, inForce: string, other: string, policy: string) =>
      `${what}: ${other} under “${policy}”, ${inForce} under what is in force.`,
    asOf: (day: string) => `As of ${day}`,
    same: 'No figure would be another one.',
    of: (policy: string, what: string, figure: string) => `${policy}, ${what}: ${figure}`,
    tier: (tier: string) => `Tier ${tier}`,
    value: {
      title: 'The pyramid under other cuts, beside those in force',
      measures: { customers: 'Customers', amount: 'Value' },
    },
    churn: {
      title: 'Churn under other days, beside those in force',
      tried: (days: string) => `What if: churned after ${days} days without a purchase`,
      days: (days: string) => `${days} days`,
      people: (tier: string, days: string) => `Churned customers of tier ${tier}, ${days}`,
    },
    funnel: {
      title: 'The funnel under other stages, beside those in force',
      choose: 'What if the stages were others?',
      chooseAbout: 'Somebody counts at a stage who has passed all before it. Leave one out to see what it costs.',
      compare: 'Compare',
    },
  },
} as const
