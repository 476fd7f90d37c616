import type { Row } from '../row.js'
import { appendToEventStore, catchUpFromEventStore } from './event-store.js'
import { viewsIntoMongo } from './read-store.js'

const ofEventStore = [appendToEventStore, catchUpFromEventStore]
const ofMongo = [viewsIntoMongo]

/** What is promised of the servers, by stack. */
export const serverRows: Readonly<Record<string, readonly Row[]>> = {
  eventstoredb: ofEventStore,
  mongodb: ofMongo,
  'eventstoredb+mongodb': [...ofEventStore, ...ofMongo],
}
