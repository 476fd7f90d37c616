export const printed = {
  printed: {
    now: (moment: string) => `As it stood on ${moment}`,
    knownAt: (moment: string) => `As it was known on ${moment}`,
    by: (actor: string) => `Printed by ${actor}`,
    some: (rows: string) => `The first ${rows} of the list. The CSV holds all of it.`,
  },
} as const
