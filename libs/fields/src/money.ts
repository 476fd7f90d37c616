import { currencies } from '@ledger/values'
import { field, rule } from './field.js'
import type { FieldOptions } from './field.js'
import { Nested } from './lists.js'
import { WholeNumber } from './numbers.js'

/** An ISO 4217 code, such as EUR. */
export const Currency = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', pattern: '^[A-Z]{3}$' },
    [
      rule(
        'currency',
        'must be an ISO 4217 currency, such as EUR',
        (value) => typeof value === 'string' && currencies.has(value),
      ),
    ],
    { example: 'EUR', ...options },
  )

/** An amount that cannot be negative, in the currency's smallest unit: 1250 EUR are 12.50 euros. */
export class MoneyField {
  @WholeNumber({
    ofMoney: true,
    about: 'In the smallest unit of the currency: 1250 EUR are 12.50 euros.',
    example: 1250,
  })
  amount: number

  @Currency()
  currency: string
}

export const MoneyOf = (options: FieldOptions = {}): PropertyDecorator => Nested(() => MoneyField, options)
