import type { OverheadEvent } from '@ledger/overheads'
import { because, money } from './sentence.js'
import type { Words } from './sentence.js'

export const overheadWords: Words<OverheadEvent> = {
  OverheadRecorded: ({ month, overhead, purpose, amount, currency, supplier }, who) =>
    `${who} recorded indirect cost ${overhead} of ${money(amount, currency)} for ${month}${supplier === undefined ? '' : ` from ${supplier}`}${because(purpose)}.`,
  OverheadReversed: ({ month, overhead, amount, currency, reason }, who) =>
    `${who} took indirect cost ${overhead} of ${money(amount, currency)} out of ${month}${because(reason)}.`,
}
