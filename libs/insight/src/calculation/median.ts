/**
 * The exact median; the mean of the middle two when their number is even, undefined of nothing.
 * Takes linear time on average (Hoare's selection) and leaves the numbers as they are. NaN is not a number to it.
 */
export function median(numbers: ArrayLike<number>): number | undefined {
  const values = new Float64Array(numbers)
  if (values.length === 0) return undefined
  const middle = values.length >> 1
  const upper = select(values, middle)
  if (values.length % 2 === 1) return upper
  return (largest(values.subarray(0, middle)) + upper) / 2
}

/** The value that sorting would put at the rank; afterwards nothing before that place is larger. */
function select(values: Float64Array, rank: number): number {
  let [left, right] = [0, values.length - 1]
  while (left < right) {
    const [lower, upper] = partition(values, left, right)
    if (rank <= lower) right = lower
    else if (rank >= upper) left = upper
    else break
  }
  return values[rank]!
}

/** Parts a range around its middle value: [left, lower] is not above it, [upper, right] not below, between is equal. */
function partition(values: Float64Array, left: number, right: number): [lower: number, upper: number] {
  const pivot = values[(left + right) >> 1]!
  let [up, down] = [left, right]
  while (up <= down) {
    while (values[up]! < pivot) up += 1
    while (values[down]! > pivot) down -= 1
    if (up > down) break
    const value = values[up]!
    values[up++] = values[down]!
    values[down--] = value
  }
  return [down, up]
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity)
}
