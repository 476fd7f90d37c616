import { existsSync } from 'node:fs'
import { views } from '@ledger/ledger'
import type { View } from '@ledger/read-store'
import { serve } from './serve.js'

/** A view that cannot fold the events of one key, until the file that `ANTIDOTE` names is there. */
const [poisoned, poison, antidote] = [process.env['POISONED']!, process.env['POISON']!, process.env['ANTIDOTE']!]

const all = views as View[]
const at = all.findIndex(({ name }) => name === poisoned)
const sound = all[at]!
all[at] = {
  ...sound,
  fold(document, event, key) {
    if (key.split(' ').includes(poison) && !existsSync(antidote)) throw new Error('this event is poison')
    return sound.fold(document, event, key)
  },
}

await serve()
