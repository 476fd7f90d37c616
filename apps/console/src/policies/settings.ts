import type { Schemas } from '../api/client'
import type { CommandField, Values } from '../campaign/commands/commands'
import { minor, units } from '../shared/format'
import { texts } from '../texts'

type Cuts = Schemas['TierCuts']

export const reason: CommandField = { name: 'reason', as: 'long' }

/** Parts of one stand as per cent on the screen, to the millionth; amounts in whole units of a currency. */
const shown = ({ by }: Cuts, value: number, currency: string): string =>
  String(by === 'amount' ? units(value, currency) : Math.round(value * 1e6) / 1e4)
const taken = ({ by, currency = '' }: Values, value: string | undefined): number =>
  by === 'amount' ? minor(Number(value), currency) : Number((Number(value) / 100).toFixed(6))

/**
 * What is asked for to set the cuts, beginning with those in force. @param currency in which amounts are shown; they may
 * be written in another one, which is none of the policy's business
 */
export const cutFields = (cuts: Cuts, currency: string): readonly CommandField[] => [
  {
    name: 'by',
    as: 'choice',
    initial: cuts.by,
    options: Object.entries(texts.value.cutsBy).map(([value, label]) => ({ value, label })),
  },
  {
    name: 'currency',
    as: 'choice',
    initial: currency,
    options: Intl.supportedValuesOf('currency').map((value) => ({ value, label: value })),
    asked: ({ by }) => by === 'amount',
  },
  { name: 'endA', sentAs: 'a', as: 'number', initial: shown(cuts, cuts.a, currency) },
  { name: 'endB', sentAs: 'b', as: 'number', initial: shown(cuts, cuts.b, currency) },
  { name: 'endC', sentAs: 'c', as: 'number', initial: shown(cuts, cuts.c, currency) },
  reason,
]

export const cutsSaid = (said: Values): object => ({
  by: said.by,
  a: taken(said, said.endA),
  b: taken(said, said.endB),
  c: taken(said, said.endC),
  reason: said.reason,
})

export const dayFields = (days: number): readonly CommandField[] => [
  { name: 'days', as: 'number', initial: String(days) },
  reason,
]

export const daysSaid = ({ days, reason: why }: Values): object => ({ days: Number(days), reason: why })

export const keyFields = ({ by, weights = [] }: Schemas['AllocationKey']): readonly CommandField[] => [
  {
    name: 'key',
    sentAs: 'by',
    as: 'choice',
    initial: by,
    options: Object.entries(texts.overheads.keys).map(([value, label]) => ({ value, label })),
  },
  {
    name: 'weights',
    as: 'text',
    initial: weights.map(({ campaign, weight }) => `${campaign}=${weight}`).join(', '),
    asked: ({ key }) => key === 'weights',
  },
  reason,
]

export const keySaid = ({ key, weights = '', reason: why }: Values): object => ({
  by: key,
  ...(key === 'weights' ? { weights: weights.split(',').map(weightSaid) } : {}),
  reason: why,
})

function weightSaid(text: string): object {
  const [campaign = '', weight] = text.split('=').map((part) => part.trim())
  return { campaign, weight: Number(weight) }
}

/** The revision that a version of a policy was set at: each version is one event; nothing where nobody has set any. */
export const revisionOf = (version: number): { readonly revision?: number } =>
  version === 0 ? {} : { revision: version - 1 }
