import { MongoBookmarks, MongoJournal } from './mongo-journal.js'
import { MongoLeaseBook } from './mongo-lease-book.js'
import { MongoSnapshots } from './mongo-snapshots.js'
import type { MongoDatabase } from './open-mongo.js'

/** Journal, snapshots, bookmarks and leases, in one database. */
export class MongoOperations {
  readonly journal: MongoJournal
  readonly snapshots: MongoSnapshots
  readonly bookmarks: MongoBookmarks
  readonly leases: MongoLeaseBook

  private constructor(mongo: MongoDatabase) {
    this.journal = new MongoJournal(mongo)
    this.snapshots = new MongoSnapshots(mongo)
    this.bookmarks = new MongoBookmarks(mongo)
    this.leases = new MongoLeaseBook(mongo)
  }

  /** The connection stays the caller's. @throws StoreUnavailable */
  static async open(mongo: MongoDatabase): Promise<MongoOperations> {
    const operations = new MongoOperations(mongo)
    await operations.journal.prepare()
    await operations.snapshots.prepare()
    return operations
  }

  /** Nothing to let go of: the connection is the caller's. */
  async close(): Promise<void> {}
}
