import type { EventOf } from '@ledger/event-sourcing'
import type { workEvents } from '@ledger/work'
import { because, counted } from './sentence.js'
import type { Words } from './sentence.js'

export const workWords: Words<EventOf<(typeof workEvents)[number]>> = {
  WorkAccepted: ({ kind, total, by }) => `${by} handed in ${counted(total, 'item')} of bulk work: ${kind}.`,
  WorkProgressed: ({ chunk, items, changed, refused }) =>
    `Chunk ${chunk} of the bulk work was done: ${counted(items, 'item')}, ${changed} changed, ${refused.length} refused.`,
  WorkFinished: ({ done, changed, refused }) =>
    `The bulk work was finished: ${counted(done, 'item')}, ${changed} changed, ${refused} refused.`,
  WorkCancelled: ({ by, done, reason }) =>
    `${by} cancelled the bulk work after ${counted(done, 'item')}${because(reason)}.`,
}
