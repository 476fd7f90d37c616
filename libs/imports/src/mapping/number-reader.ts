import { minorDigits } from '@ledger/values'
import type { Expression, Forms } from '../manifest/manifest.js'
import { add, negated, parseDecimal, scaled } from '../values/decimal.js'
import type { Decimal, DecimalForm } from '../values/decimal.js'
import { unsigned } from './columns-used.js'
import { BadField, quoted, single, textReader } from './text-reader.js'
import type { Cells, Lookups } from './text-reader.js'

type DecimalReader = (cells: Cells) => Decimal | undefined

/** An amount in the smallest unit of a currency; sums are formed first, exactly, and rounded once. */
export function moneyReader(expression: Expression, lookups: Lookups, forms: Required<Forms>) {
  const decimal = decimalReader(expression, lookups, forms)
  return (cells: Cells, currency: string): number | undefined => {
    const found = decimal(cells)
    if (found === undefined) return undefined
    const amount = scaled(found, forms.money === 'minor' ? 0 : digitsOf(currency), forms.rounding)
    if (amount === undefined)
      throw new BadField(`the amount is too large, or finer than the smallest unit of ${currency}`)
    return amount
  }
}

export function wholeReader(expression: Expression, lookups: Lookups, forms: DecimalForm) {
  const decimal = decimalReader(expression, lookups, forms)
  return (cells: Cells): number | undefined => {
    const found = decimal(cells)
    const whole = found && scaled(found, 0, 'refuse')
    if (found && whole === undefined) throw new BadField('the number is not whole, or too large')
    return whole
  }
}

function decimalReader(expression: Expression, lookups: Lookups, form: DecimalForm): DecimalReader {
  if (expression.sum) return sumReader(expression.sum, expression.default, form)
  const text = textReader(expression, lookups)
  return (cells) => {
    const found = text(cells)
    return found === undefined ? undefined : numberOf(found, form)
  }
}

/** Empty cells add nothing; where all are empty, so is the sum. */
function sumReader(
  columns: readonly string[],
  fallback: string | number | undefined,
  form: DecimalForm,
): DecimalReader {
  return (cells) => {
    const terms = columns.flatMap((column) => {
      const text = single(cells(unsigned(column)), column)
      if (text === '') return []
      const number = numberOf(text, form)
      return [column === unsigned(column) ? number : negated(number)]
    })
    if (terms.length > 0) return terms.reduce(add)
    return fallback === undefined ? undefined : numberOf(String(fallback), form)
  }
}

function numberOf(text: string, form: DecimalForm): Decimal {
  const number = parseDecimal(text, form)
  if (!number) throw new BadField(`${quoted(text)} is no number with ${quoted(form.decimal)} as its decimal sign`)
  return number
}

const digits = new Map<string, number>()
function digitsOf(currency: string): number {
  const known = digits.get(currency) ?? digitsAsked(currency)
  digits.set(currency, known)
  return known
}

function digitsAsked(currency: string): number {
  try {
    return minorDigits(currency)
  } catch {
    throw new BadField(`${quoted(currency)} is no currency`)
  }
}
