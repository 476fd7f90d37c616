import type { FieldType } from '../manifest'
import { sampleOf } from './preview'
import type { Preview } from './preview'
import { daysIn, numbersIn, timesIn } from './writing'

interface Held {
  readonly isEmpty: boolean
  readonly isTime: boolean
  readonly isNumber: boolean
}

/** Found out once for a column: many fields ask, and every form is tried. */
const known = new WeakMap<Preview, Map<string, Held>>()

function heldBy(preview: Preview, column: string): Held {
  const columns = known.get(preview) ?? new Map<string, Held>()
  known.set(preview, columns)
  const before = columns.get(column)
  if (before) return before
  const sample = sampleOf(preview, column)
  const held = {
    isEmpty: sample.length === 0,
    isTime: daysIn(sample) !== undefined || timesIn(sample) !== undefined,
    isNumber: numbersIn(sample) !== undefined,
  }
  columns.set(column, held)
  return held
}

/** A column in which other things stand is none for a day or a number; an empty one may be. */
export function fits(type: FieldType, preview: Preview, column: string): boolean {
  const { isEmpty, isTime, isNumber } = heldBy(preview, column)
  if (isEmpty) return true
  if (type === 'day' || type === 'moment') return isTime
  return type === 'money' || type === 'whole' ? isNumber : true
}
