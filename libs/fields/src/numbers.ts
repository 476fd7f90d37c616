import { Transform } from 'class-transformer'
import { IsBoolean, IsInt, IsNumber, Max, Min } from 'class-validator'
import { field } from './field.js'
import type { FieldOptions } from './field.js'

/** `fromText`: the value comes from a query string and is read from its text. */
interface NumberOptions extends FieldOptions {
  readonly min?: number
  readonly max?: number
  readonly fromText?: boolean
  /** Of the smallest unit of a currency. */
  readonly ofMoney?: boolean
}

// Text that is no plain decimal number stays text, and is refused by the rules that follow.
const numberFromText = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^-?\d{1,15}(\.\d{1,12})?$/.test(value) ? Number(value) : value,
)

export const WholeNumber = (options: NumberOptions = {}): PropertyDecorator => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, fromText = false, ofMoney = false } = options
  const of = ofMoney ? ' of the smallest unit of the currency, such as cents' : ''
  const whole = IsInt({ message: `$property must be a whole number${of}` })
  const rules = [...(fromText ? [numberFromText] : []), whole, Min(min), Max(max)]
  return field({ type: 'integer', minimum: min, maximum: max }, rules, options)
}

export const Decimal = (options: NumberOptions = {}): PropertyDecorator => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, fromText = false } = options
  const rules = [...(fromText ? [numberFromText] : []), IsNumber(), Min(min), Max(max)]
  return field({ type: 'number', minimum: min, maximum: max }, rules, options)
}

/** A part of one, such as 0.2 for 20 %, to six decimals. */
export const Share = (options: NumberOptions = {}): PropertyDecorator =>
  field(
    { type: 'number', minimum: 0, maximum: 1 },
    [...(options.fromText ? [numberFromText] : []), IsNumber({ maxDecimalPlaces: 6 }), Min(0), Max(1)],
    options,
  )

export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'boolean' }, [IsBoolean()], options)
