import type { Journey } from '../journey.js'
import { kills } from './kills.js'
import { tornWrites } from './torn-writes.js'

/** Every fault that can be tried, in the order in which they are. */
export const journeys: readonly Journey[] = [kills, tornWrites]
