import { views } from '@ledger/ledger'
import { InvalidArgumentError } from 'commander'

export const viewNames: readonly string[] = views.map(({ name }) => name)

/** The view of that name. */
export const viewOf = (name: string) => views.find((one) => one.name === name)!

export function checkView(name: string): string {
  if (viewNames.includes(name)) return name
  throw new InvalidArgumentError(`Views are ${viewNames.join(', ')}.`)
}
