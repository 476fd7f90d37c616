/** An amount in the smallest unit of its currency (an integer), so that cents always add up. */
export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

/** The currencies that the platform's ISO 4217 data names. */
export const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** How many digits a currency has behind the point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return options.maximumFractionDigits ?? 2
}
