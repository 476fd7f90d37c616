const format = (unit: string, unitDisplay: 'long' | 'short' = 'short') =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 })
// The short name of a byte has no plural.
const units = [format('byte', 'long'), format('kilobyte'), format('megabyte'), format('gigabyte')]

/** How many bytes that are, in their largest unit: `1.5 MB`. */
export function size(bytes: number): string {
  const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), units.length - 1)
  return units[step]!.format(bytes / 1_000 ** step)
}
