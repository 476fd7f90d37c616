import { plural } from './plural'

export const differences = {
  differences: {
    title: 'What changed between two moments',
    by: 'Compare',
    bys: {
      known: 'What was known at two moments',
      position: 'What was known at two positions of the log',
      occurred: 'What had happened by two moments',
    },
    about: {
      known: 'Everything that was recorded by a moment was known then.',
      position: 'Such as the position of a checkpoint, or the # of an event.',
      occurred: 'By all that is known today, also of what was recorded late.',
    },
    from: 'From',
    to: 'To',
    toAbout: 'Without an end it is compared with what is so now.',
    since: { day: 'Since yesterday', week: 'Since a week ago', month: 'Since a month ago' },
    count: (number: number) =>
      number === 0
        ? 'Nothing differs between these moments.'
        : `${number} ${plural(number, 'thing differs', 'things differ')} between these moments.`,
    unnamed: 'What shall be compared?',
    unnamedAbout: 'Say above what it is of, and from which moment on.',
    notYet: 'Not there yet',
    notYetAbout: 'It did not exist at a moment that is compared, or it is called otherwise. Choose a later one.',
    behind: 'The events behind it',
    compare: 'Compare two moments',
  },
} as const
