import { describe } from '@jest/globals'
import { appending } from './contract/appending.js'
import { closing } from './contract/closing.js'
import { expectedRevisions } from './contract/expected-revisions.js'
import type { Open } from './contract/fixture.js'
import { reading } from './contract/reading.js'
import { refusing } from './contract/refusing.js'
import { subscribing } from './contract/subscribing.js'

/**
 * What every adapter of the port promises; the meaning of the port is what stands here. An adapter joins with
 * `eventStoreContract('name', async () => ({ store, reopen, dispose }))` and has no options.
 *
 * Every test writes to streams of its own, so a shared server with other events in it will do. Positions rise, but
 * nothing is assumed of the gaps. `any` and `stream_exists` recognise ids that were written lately by the same running
 * store; where a store forgets them (a bounded cache, a restart) it may append once more, or remember: no test asks.
 * Always append with an explicit revision.
 */
export function eventStoreContract(name: string, open: Open): void {
  describe(`${name} keeps the contract of the event store`, () => {
    describe('expected revisions', () => expectedRevisions(open))
    describe('appending', () => appending(open))
    describe('refusing', () => refusing(open))
    describe('reading', () => reading(open))
    describe('subscribing', () => subscribing(open))
    describe('closing', () => closing(open))
  })
}
