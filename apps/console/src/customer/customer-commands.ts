import type { Ability } from '../api/session'
import type { Schemas } from '../api/client'
import type { CommandField, Values } from '../campaign/commands/commands'
import { minor, zone } from '../shared/format'
import type { texts } from '../texts'

export type Profile = Schemas['CustomerProfile']

/** A command about a customer: who may give it when, what it asks for, and where it goes. */
export interface CustomerCommand {
  readonly name: keyof (typeof texts)['customer']['commands']
  readonly ability: Ability
  /** `profile` is undefined where nothing is known of them. */
  readonly possible: (profile: Profile | undefined) => boolean
  readonly fields: readonly CommandField[]
  /** Below `customers/<customer>/`. */
  readonly path: string
  readonly body?: (said: Values) => object
  readonly grave?: true
}

export const isErased = ({ attributes }: Pick<Profile, 'attributes'>) => attributes['erased'] === true

const day: CommandField = { name: 'day', as: 'day' }
const currency: CommandField = { name: 'currency', as: 'text' }
const linked: CommandField = { name: 'linked', sentAs: 'campaign', as: 'text', optional: true }
const reason: CommandField = { name: 'reason', as: 'long' }

const AMOUNTS = ['revenue', 'productionCost', 'directCost', 'worth'] as const

/** Amounts in the smallest unit of their currency, and what is linked under the names of the request. */
function sent({ linked: campaign, worth, currency: typed, ...said }: Values): object {
  const unit = typed?.trim().toUpperCase()
  const amounts = AMOUNTS.flatMap((name) => {
    const amount = name === 'worth' ? worth : said[name]
    return amount === undefined ? [] : [[name === 'worth' ? 'value' : name, minor(Number(amount), unit ?? '')]]
  })
  return {
    ...said,
    ...Object.fromEntries(amounts),
    ...(unit === undefined ? {} : { currency: unit }),
    ...(campaign === undefined ? {} : { campaign }),
  }
}

/** A number or true or false as that, whatever else as a text; a text that looks like a number stands in quotes. */
function valueOf(text: string): string | number | boolean {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'string' || typeof read === 'number' || typeof read === 'boolean' ? read : text
  } catch {
    return text
  }
}

export const customerCommands: readonly CustomerCommand[] = [
  {
    name: 'recordPurchase',
    ability: 'command',
    possible: () => true,
    fields: [
      { name: 'purchase', as: 'text' },
      day,
      { name: 'zone', as: 'text', initial: zone },
      { name: 'revenue', as: 'number' },
      currency,
      { name: 'productionCost', as: 'number', optional: true },
      { name: 'directCost', as: 'number', optional: true },
      linked,
    ],
    path: 'record-purchase',
    body: sent,
  },
  {
    name: 'signContract',
    ability: 'command',
    possible: () => true,
    fields: [
      { name: 'contract', as: 'text' },
      day,
      { name: 'worth', sentAs: 'value', as: 'number', optional: true },
      { ...currency, optional: true },
      linked,
    ],
    path: 'sign-contract',
    body: sent,
  },
  {
    name: 'describe',
    ability: 'command',
    possible: (profile) => profile === undefined || !isErased(profile),
    fields: [
      { name: 'attribute', sentAs: 'attributes', as: 'text' },
      { name: 'value', as: 'text', optional: true },
    ],
    path: 'describe',
    body: ({ attribute, value }) => ({
      attributes: { [attribute!.trim()]: value === undefined ? null : valueOf(value) },
    }),
  },
  {
    name: 'reversePurchase',
    ability: 'command',
    possible: (profile) => profile !== undefined && profile.purchases > 0,
    fields: [{ name: 'purchase', as: 'text' }, reason],
    path: 'reverse-purchase',
    grave: true,
  },
  {
    name: 'erase',
    ability: 'erase',
    possible: (profile) => profile !== undefined && !isErased(profile),
    fields: [reason],
    path: 'erase',
    grave: true,
  },
]

/** Given where the contract stands, which is said already. */
export const endContract: CustomerCommand = {
  name: 'endContract',
  ability: 'command',
  possible: () => true,
  fields: [day, { ...reason, optional: true }],
  path: 'end-contract',
}
