import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { startService } from '../journeys/service.js'
import type { Service } from '../journeys/service.js'
import { newPlace } from '../stacks/places.js'
import type { Place } from '../stacks/places.js'
import { openTab } from './browser.js'
import type { Tab } from './browser.js'
import { PATIENCE_MS, signIn } from './visit.js'

/** What the tests of a file have at hand. */
export interface Seat {
  /** One for all of them. */
  readonly service: Service
  /** A new one for each, in which somebody is signed in. */
  readonly tab: Tab
}

/**
 * Starts a service and seats somebody before it. @param prepare fills it, and gives the token of who is signed in
 * @param place where it keeps everything, and its settings; in files where nothing is said
 */
export function seat(
  browser: () => Browser,
  prepare: (service: Service) => Promise<string>,
  place: () => Promise<Place> = newPlace,
): Seat {
  const taken = {} as { service: Service; tab: Tab; token: string }
  beforeAll(async () => {
    taken.service = await startService(await place())
    taken.token = await prepare(taken.service)
  }, PATIENCE_MS)
  afterAll(() => taken.service.stop())
  beforeEach(async () => {
    taken.tab = await openTab(browser())
    await signIn(taken.tab.page, taken.service.url, taken.token)
  })
  afterEach(() => taken.tab.close())
  return taken
}
