export const past = {
  past: {
    title: 'The past',
    button: 'Look at the past',
    says: (moment: string, zone: string) => `As it was known on ${moment} (${zone}). Nothing can be changed here.`,
    moment: 'Moment',
    other: 'Another moment',
    slider: 'Moment that is shown',
    since: 'What was recorded since',
    beginningUnknown: 'How far back the past goes is not known.',
    back: 'Back to now',
    unchangeable: 'The past cannot be changed',
    unchangeableAbout: 'Go back to now to write, to decide or to record.',
  },
} as const
