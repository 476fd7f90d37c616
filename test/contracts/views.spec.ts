import { describe, expect, it } from '@jest/globals'
import { deepFreeze } from '@ledger/event-sourcing/testing'
import { views } from '@ledger/ledger'
import type { View } from '@ledger/read-store'
import { folded } from '@ledger/read-store/testing'
import { chronicle } from '../fixtures/chronicle.js'
import { golden } from '../fixtures/golden.js'

/** Kinds that a view declares only because it reads all of an aggregate's; they touch no document of it. */
const touchesNothing: Readonly<Record<string, readonly string[]>> = {
  participants: ['DeskOpened', 'CapacityChanged'],
}

describe('the documents of a version of a view stay what they are', () => {
  const ofView = (view: View) => {
    const names = new Set(view.reads.map(({ eventName }) => eventName))
    return chronicle.filter(({ type }) => names.has(type))
  }

  it.each(views.map((view) => [view.name, view] as const))('%s', (name, view) => {
    const documents = JSON.parse(JSON.stringify(Object.fromEntries(folded(view, ofView(view))))) as object
    // A difference: raise the version of the view, so that it is filled anew, and run `npm run golden`.
    expect(documents).toEqual(golden(`views/${name}.v${view.version}.json`, () => documents))
  })

  it.each(views.map((view) => [view.name, view] as const))(
    '%s has an example of every event that it reads',
    (name, view) => {
      const changed = new Set<string>()
      const documents = new Map<string, object>()
      for (const event of ofView(view)) {
        for (const key of view.keys(deepFreeze(event))) {
          const document = view.fold(deepFreeze(documents.get(key)), event, key)
          if (document === undefined ? documents.has(key) : document !== documents.get(key)) changed.add(event.type)
          if (document === undefined) documents.delete(key)
          else documents.set(key, document)
        }
      }
      const without = view.reads.map(({ eventName }) => eventName).filter((one) => !changed.has(one))
      expect(without).toEqual(touchesNothing[name] ?? [])
    },
  )
})
