/** A decimal number as it was written, exactly: `units` × 10^−`scale`. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

export interface DecimalForm {
  /** What parts the whole from the fraction. */
  readonly decimal: string
  /** What stands between groups of three digits; nothing where it is empty. */
  readonly thousands: string
}

export type Rounding = 'half-up' | 'refuse'

const LONGEST = 60

/** Reads a number, an exponent included (`4.4e-16`); undefined where the text is none in this form. */
export function parseDecimal(text: string, { decimal, thousands }: DecimalForm): Decimal | undefined {
  if (text.length > LONGEST) return undefined
  const match = /^([+-]?)([^eE]*)(?:[eE]([+-]?\d{1,2}))?$/.exec(text)
  const parts = match?.[2]?.split(decimal)
  if (!match || !parts || parts.length > 2) return undefined
  const whole = ungrouped(parts[0]!, thousands)
  const fraction = parts[1] ?? ''
  if (whole === undefined || !/^\d*$/.test(fraction) || whole + fraction === '') return undefined
  const units = BigInt(whole + fraction) * (match[1] === '-' ? -1n : 1n)
  return aligned({ units, scale: fraction.length - Number(match[3] ?? 0) })
}

function ungrouped(whole: string, thousands: string): string | undefined {
  if (/^\d*$/.test(whole)) return whole
  if (thousands === '') return undefined
  // Spreadsheets write a no-break space (or a narrow one) where a person writes a space.
  const [first, ...groups] = (thousands === ' ' ? whole.replace(/[\u00a0\u202f]/g, ' ') : whole).split(thousands)
  const sound = /^\d{1,3}$/.test(first!) && groups.every((group) => /^\d{3}$/.test(group))
  return sound ? first! + groups.join('') : undefined
}

const aligned = ({ units, scale }: Decimal): Decimal =>
  scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 }

export function add(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale)
  const at = ({ units, scale: own }: Decimal) => units * 10n ** BigInt(scale - own)
  return { units: at(one) + at(other), scale }
}

export const negated = ({ units, scale }: Decimal): Decimal => ({ units: -units, scale })

/**
 * A whole number of 10^−`digits`: `12.5` with two digits is 1250. Half a unit is rounded away from zero.
 * Undefined where that is no safe integer, or where `refuse` is asked for and something would be rounded.
 */
export function scaled({ units, scale }: Decimal, digits: number, rounding: Rounding): number | undefined {
  const amount =
    scale <= digits ? units * 10n ** BigInt(digits - scale) : divided(units, 10n ** BigInt(scale - digits), rounding)
  if (amount === undefined) return undefined
  const number = Number(amount)
  // −0 would be written as 0 and read as another value than it was.
  return Number.isSafeInteger(number) ? number + 0 : undefined
}

function divided(units: bigint, divisor: bigint, rounding: Rounding): bigint | undefined {
  const rest = units % divisor
  if (rest === 0n) return units / divisor
  if (rounding === 'refuse') return undefined
  const away = (rest < 0n ? -rest : rest) * 2n >= divisor ? 1n : 0n
  return units / divisor + (units < 0n ? -away : away)
}
