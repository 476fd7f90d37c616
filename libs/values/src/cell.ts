const NUMBER = /^[+-]?[\d.,' \u00a0\u202f]*\d(?:[eE][+-]?\d+)?$/

/**
 * A cell of a table for spreadsheets: what one would carry out as a formula is made text by an apostrophe before it.
 * Numbers stay numbers, also those below zero.
 */
export const harmless = (cell: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
