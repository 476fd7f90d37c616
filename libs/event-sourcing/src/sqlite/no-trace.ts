import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailable } from '../event-store.js'
import { whenFree } from './failure.js'

/** What is deleted or replaced over this connection is overwritten with zeros, in the pages that become free as well. */
export const overwriteWhatIsDeleted = (database: DatabaseSync): void => database.exec('PRAGMA secure_delete = ON')

/**
 * Empties the write-ahead log, in which older pages stand until then.
 * @throws StoreUnavailable where another process does not let go of it.
 */
export async function leaveNoTrace(database: DatabaseSync): Promise<void> {
  const { busy } = await whenFree(() => database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {})
  if (busy !== 0) throw new StoreUnavailable('the write-ahead log is in use and cannot be emptied')
}
