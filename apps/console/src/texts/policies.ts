export const policies = {
  policies: {
    title: 'Policies',
    titleAbout:
      'What figures are reckoned by. Each decision is kept with its reason; figures say which version they follow.',
    tabs: { 'tier-cuts': 'Tier cuts', 'churn-days': 'Churn', 'funnel-stages': 'Funnel stages' },
    about: {
      'tier-cuts': 'Where the tiers of the value pyramid end: A, B and C, and D is the rest.',
      'churn-days': 'After more than how many days without a purchase a customer counts as churned.',
      'funnel-stages': 'Which stages the funnels of this kind have, in order, and when each begins and ends.',
    },
    cuts: (by: string, a: string, b: string, c: string) => `${by}: A ends at ${a}, B at ${b}, C at ${c}`,
    otherCurrencies: 'In every other currency the same number of its smallest units counts.',
    days: (days: string) => `${days} days`,
    inForce: (said: string) => `In force: ${said}.`,
    builtIn: 'This is what holds where nobody has decided anything.',
    version: (version: number) => `Version ${version}.`,
    whoMay: 'Approvers and administrators may change it.',
    change: 'Change',
    set: 'Set',
    history: 'What was decided, when, by whom and why',
    kind: 'Kind of campaign',
    kindAbout: 'Such as seminar. A kind without stages of its own has the usual ones.',
    noKind: 'Of which kind?',
    stages: 'Stages in order',
    stagesOf: (kind: string) => `Funnel stages of “${kind}”`,
    stagesAbout:
      'Choose the stages, and put them in the order in which people pass them. Words left empty are the usual ones.',
    begins: 'Begins when',
    ends: 'Ends when',
    condition: {
      start: (stage: string) => `${stage} begins when`,
      end: (stage: string) => `${stage} ends when`,
    },
    placeholder: { start: 'Begins when', end: 'Ends when' },
    up: (stage: string) => `Move ${stage} up`,
    down: (stage: string) => `Move ${stage} down`,
  },
} as const
