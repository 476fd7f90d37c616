import { plural } from './plural'

export const changes = {
  changes: {
    what: 'What',
    nothing: '–',
    products: 'Products',
    parent: 'Part of',
    materials: 'Materials',
    target: 'Target',
    milestone: 'Milestone',
    everything: 'Show what is the same, too',
    count: (number: number) =>
      number === 0 ? 'Nothing differs.' : `${number} ${plural(number, 'thing differs', 'things differ')}.`,
    approvedBeside: 'The approved plan beside today’s',
    approved: 'As approved',
    today: 'Today',
    proposed: 'As proposed',
  },
  amend: {
    title: 'Change the approved plan',
    about: 'Somebody else has to approve the change. Until then the approved plan is carried out.',
    pending: (by: string) => `A change by ${by} waits for approval. What you propose here takes its place.`,
    reason: 'Why',
    reasonAbout: 'Stands with the change for ever; whoever decides about it reads it first.',
    propose: 'Propose the change',
    preview: 'What you change',
  },
  conflict: {
    title: 'Somebody was faster',
    about: (who: string, when: string) =>
      `${who} has saved this plan while you were writing (${when}). Nothing of what you typed is lost: choose, thing by thing, and go on with the plan that comes out.`,
    found: 'As you found it',
    theirs: (who: string) => `As ${who} left it`,
    mine: 'As you typed it',
    choose: (what: string) => `Which one shall stand: ${what}`,
    both: 'Both of you have changed this.',
    allTheirs: 'Take all of theirs',
    allMine: 'Take all of mine',
    goOn: 'Go on with this',
    open: (number: number) => `${number} ${plural(number, 'choice', 'choices')} left`,
    changedMeanwhile: 'Somebody was faster: this is what they have done meanwhile. Look at it, and decide again.',
    looked: 'I have looked at it',
    before: 'Before',
    now: 'Now',
  },
} as const
