import type { Recorded } from '@ledger/event-sourcing'
import { campaignWords } from './campaign-words.js'
import { customerWords } from './customer-words.js'
import { deskWords } from './desk-words.js'
import { overheadWords } from './overhead-words.js'
import { participationWords } from './participation-words.js'
import { policyWords } from './policy-words.js'
import { workWords } from './work-words.js'

const words = {
  ...campaignWords,
  ...participationWords,
  ...deskWords,
  ...customerWords,
  ...overheadWords,
  ...policyWords,
  ...workWords,
} as unknown as Readonly<Record<string, (data: unknown, who: string) => string>>

/** The kinds of events that can be told of: all there are. */
export const toldTypes: readonly string[] = Object.keys(words)

/** An event in one English sentence that a person reads. */
export const wordsOf = ({ type, data, metadata }: Pick<Recorded, 'type' | 'data' | 'metadata'>): string =>
  Object.hasOwn(words, type)
    ? words[type]!(data, metadata.actor)
    : 'Something of a kind that this version does not know.'
