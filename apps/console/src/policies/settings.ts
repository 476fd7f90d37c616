import type { Schemas } from '../api/client'
import type { CommandField, Values } from '../campaign/commands/commands'
import { texts } from '../texts'

type Cuts = Schemas['TierCuts']

export const reason: CommandField = { name: 'reason', as: 'long' }

/** Parts of one stand as per cent on the screen, to the millionth; amounts as they are. */
const shown = ({ by }: Cuts, value: number): string => String(by === 'amount' ? value : Math.round(value * 1e6) / 1e4)
const taken = (by: string | undefined, value: string | undefined): number =>
  by === 'amount' ? Number(value) : Number((Number(value) / 100).toFixed(6))

/** What is asked for to set the cuts, beginning with those in force. */
export const cutFields = (cuts: Cuts): readonly CommandField[] => [
  {
    name: 'by',
    as: 'choice',
    initial: cuts.by,
    options: Object.entries(texts.value.cutsBy).map(([value, label]) => ({ value, label })),
  },
  { name: 'endA', sentAs: 'a', as: 'number', initial: shown(cuts, cuts.a) },
  { name: 'endB', sentAs: 'b', as: 'number', initial: shown(cuts, cuts.b) },
  { name: 'endC', sentAs: 'c', as: 'number', initial: shown(cuts, cuts.c) },
  reason,
]

export const cutsSaid = ({ by, endA, endB, endC, reason: why }: Values): object => ({
  by,
  a: taken(by, endA),
  b: taken(by, endB),
  c: taken(by, endC),
  reason: why,
})

export const dayFields = (days: number): readonly CommandField[] => [
  { name: 'days', as: 'number', initial: String(days) },
  reason,
]

export const daysSaid = ({ days, reason: why }: Values): object => ({ days: Number(days), reason: why })

/** The revision that a version of a policy was set at: each version is one event; nothing where nobody has set any. */
export const revisionOf = (version: number): { readonly revision?: number } =>
  version === 0 ? {} : { revision: version - 1 }
