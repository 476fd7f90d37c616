import { afterEach, beforeEach, describe } from '@jest/globals'
import type { ReadStore } from '../src/read-store.js'
import { builds } from './contract/builds.js'
import { documentsAndKeys } from './contract/documents.js'
import { finding } from './contract/finding.js'
import { fixtureOf } from './contract/fixture.js'
import { writing } from './contract/writing.js'

/** A store to try, and a way to be rid of it. */
export interface OpenedReadStore {
  readonly store: ReadStore
  dispose(): Promise<void>
}

/** What every read store does, whichever it is. */
export function readStoreContract(name: string, open: () => Promise<OpenedReadStore>): void {
  describe(`${name} as a read store`, () => {
    let opened: OpenedReadStore
    const fixture = fixtureOf(() => opened.store)

    beforeEach(async () => {
      opened = await open()
      await opened.store.create(fixture.build, fixture.indexes)
    })
    afterEach(() => opened.dispose())

    for (const part of [writing, finding, documentsAndKeys, builds]) part(fixture)
  })
}
