import type { Journey } from '../journey.js'
import { fullDisk } from './full-disk.js'
import { hangingBodies } from './hanging-bodies.js'
import { jumpingClock } from './jumping-clock.js'
import { kills } from './kills.js'
import { liveFeeds } from './live-feeds.js'
import { badNetworks, eventStoreDown, readStoreDown } from './outages.js'
import { poisonEvent } from './poison-event.js'
import { serversKilled } from './servers-killed.js'
import { sigterm } from './sigterm.js'
import { tornWrites } from './torn-writes.js'
import { twoProcesses } from './two-processes.js'

/** Every fault that can be tried, in the order in which they are. */
export const journeys: readonly Journey[] = [
  kills,
  tornWrites,
  fullDisk,
  poisonEvent,
  sigterm,
  hangingBodies,
  liveFeeds,
  twoProcesses,
  jumpingClock,
  eventStoreDown,
  readStoreDown,
  badNetworks,
  serversKilled,
]
