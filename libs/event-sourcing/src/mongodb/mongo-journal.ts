import type { Collection } from 'mongodb'
import { Bookmarks, CommandJournal } from '../journal.js'
import type { JournalEntry } from '../journal.js'
import { asked, unlessThere } from './failure.js'
import type { MongoDatabase } from './open-mongo.js'

/** The answer as JSON text: it comes back as it was given, whatever its fields are called. */
type StoredCommand = Omit<JournalEntry, 'answer'> & { readonly _id: string; readonly answer?: string }

/** A claim is an insert: whoever finds that there is one already is not the first. */
export class MongoJournal extends CommandJournal {
  private readonly commands: Collection<StoredCommand>

  constructor({ db }: MongoDatabase) {
    super()
    this.commands = db.collection('commands')
  }

  async prepare(): Promise<void> {
    await asked(() => this.commands.createIndex({ claimedAt: 1 }, { name: 'by_time' }))
    await asked(() => this.commands.createIndex({ stream: 1 }, { name: 'by_stream' }))
  }

  claim(commandId: string, entry: Omit<JournalEntry, 'answer'>): Promise<JournalEntry | undefined> {
    return asked(async () => {
      const first = await unlessThere(() => this.commands.insertOne({ _id: commandId, ...entry }))
      return first ? undefined : this.find(commandId)
    })
  }

  find(commandId: string): Promise<JournalEntry | undefined> {
    return asked(async () => {
      const found = await this.commands.findOne({ _id: commandId })
      if (!found) return undefined
      const { _id, answer, ...entry } = found
      return answer === undefined ? entry : { ...entry, answer: JSON.parse(answer) as unknown }
    })
  }

  async answer(commandId: string, answer: unknown): Promise<void> {
    const filter = { _id: commandId, answer: { $exists: false } }
    await asked(() => this.commands.updateOne(filter, { $set: { answer: JSON.stringify(answer) } }))
  }

  async forget(commandId: string): Promise<void> {
    await asked(() => this.commands.deleteOne({ _id: commandId }))
  }

  async forgetWhatWasSaid(stream: string, except: string): Promise<void> {
    const blotted = { $set: { digest: '' }, $unset: { answer: '' as const } }
    await asked(() => this.commands.updateMany({ stream, _id: { $ne: except } }, blotted))
  }

  async forgetBefore(instant: string): Promise<number> {
    return (await asked(() => this.commands.deleteMany({ claimedAt: { $lt: instant } }))).deletedCount
  }
}

/** Where process managers stand; none goes back. */
export class MongoBookmarks extends Bookmarks {
  private readonly bookmarks: Collection<{ _id: string; position: number }>

  constructor({ db }: MongoDatabase) {
    super()
    this.bookmarks = db.collection('bookmarks')
  }

  async read(name: string): Promise<number | undefined> {
    return (await asked(() => this.bookmarks.findOne({ _id: name })))?.position
  }

  write(name: string, position: number): Promise<void> {
    return asked(async () => {
      const further = { $max: { position } }
      const inserted = await unlessThere(() => this.bookmarks.updateOne({ _id: name }, further, { upsert: true }))
      // Another one has just made it.
      if (!inserted) await this.bookmarks.updateOne({ _id: name }, further)
    })
  }
}
