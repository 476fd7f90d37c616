import { openDatabase } from '@ledger/event-sourcing'
import type { Build, Commit } from '../read-store.js'
import { fieldsAmong, PASSING_READ_MODELS, tableOf } from './schema.js'
import { SqliteReadStore } from './sqlite-read-store.js'
import { rowOf, upsert } from './write-documents.js'
import { WritingThread } from './writing-thread.js'

/**
 * Read models that nobody needs once they are closed: nothing waits for the disk, and documents are written on a thread of
 * their own while the next ones are folded. Whoever reads finds all that was committed.
 */
export class PassingReadStore extends SqliteReadStore {
  private readonly thread = new WritingThread(this.file)

  /** @throws StoreUnavailable where the file cannot be used. */
  static override async open({ file }: { file: string }): Promise<PassingReadStore> {
    return new PassingReadStore(await openDatabase(file, PASSING_READ_MODELS), file, PASSING_READ_MODELS)
  }

  override async commit(commits: readonly Commit[]): Promise<void> {
    for (const { build } of commits) this.require(build)
    await this.thread.write(
      commits.map(({ build, writes }) => {
        const fields = fieldsAmong(this.columnsOf(build))
        return { sql: upsert(tableOf(build), fields), rows: writes.map((write) => rowOf(write, fields)) }
      }),
    )
    const more = commits.filter((one) => one.park || one.unpark || one.checkpoint !== undefined)
    if (more.length > 0) await super.commit(more.map((one) => ({ ...one, writes: [] })))
  }

  /** A build that is filled is only read from then on. */
  override async goLive(build: Build): Promise<void> {
    await super.goLive(build)
    await this.thread.end()
  }

  override async close(): Promise<void> {
    await this.thread.end()
    await super.close()
  }

  protected override settled(): Promise<void> {
    return this.thread.settled()
  }
}
