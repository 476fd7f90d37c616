import { minor, momentOf, money } from './format'

const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
const AMOUNT = /(?<![\d.])(-?\d+(?:\.\d+)?) ([A-Z]{3})\b/g

/**
 * A sentence of the ledger with its moments and its money as the reader writes them. What stands in quotes is what
 * somebody wrote, and stays as it is; unless it is a moment.
 */
export const told = (sentence: string): string =>
  sentence
    .split(/(“[^”]*”)/)
    .map((part) => (part.startsWith('“') ? momentsIn(part, /^“(.*)”$/) : amountsIn(momentsIn(part))))
    .join('')

function momentsIn(text: string, whole?: RegExp): string {
  const inner = whole?.exec(text)?.[1]
  if (whole && (inner === undefined || inner.replace(MOMENT, '') !== '')) return text
  return text.replace(MOMENT, momentOf)
}

const amountsIn = (text: string): string =>
  text.replace(AMOUNT, (_, amount: string, currency: string) => money(minor(Number(amount), currency), currency))
