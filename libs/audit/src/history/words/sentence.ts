import type { DomainEvent } from '@ledger/event-sourcing'
import { minorDigits } from '@ledger/values'

/** What is said of each kind of event, in one sentence. A kind that is missing does not compile. */
export type Words<E extends DomainEvent> = {
  readonly [Type in E['type']]: (data: Extract<E, { readonly type: Type }>['data'], who: string) => string
}

/** An amount in the smallest unit of its currency as people read it: `800.00 EUR`. */
export function money(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`
}

/** `1 seat`, `2 seats`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** What may be said beside it, where it was. */
export const because = (text: string | undefined): string => (text === undefined ? '' : `: “${text}”`)
