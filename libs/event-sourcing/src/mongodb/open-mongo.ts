import type { Db, MongoClient, MongoClientOptions } from 'mongodb'
import { optionsOf, withoutSecrets } from '../connection-string.js'
import { StoreUnavailable } from '../event-store.js'
import { databaseOf } from './connection-string.js'
import { mongoDriver } from './driver.js'
import { mongoFailure, unlessThere } from './failure.js'
import { watched } from './watch.js'

/** One database of a server, a replica set or a sharded cluster; what keeps its data there shares the connections. */
export interface MongoDatabase {
  readonly db: Db
  close(): Promise<void>
}

/** Raised when what lies in the database changes its shape. */
const FORM = 1
/**
 * No call waits for ever: a server is looked for so long, a majority waited for so long, an answer so long. What the
 * connection string itself says of these goes before.
 */
const TIME_LIMITS_MS = { serverSelectionTimeoutMS: 5_000, connectTimeoutMS: 5_000, socketTimeoutMS: 30_000 } as const
const MAJORITY = { w: 'majority', wtimeoutMS: 10_000 } as const
/** For what can be made no second time: in the journal of a majority. */
export const JOURNALED = { ...MAJORITY, journal: true } as const

/**
 * Connects, and checks that the database is a ledger's and of a form that this program knows.
 * @param url `mongodb://user:password@host/database?options`; the database is `ledger` where none is named.
 * @throws StoreUnavailable that says what is wrong: no such server, wrong password, a newer form
 */
export async function openMongo({ url }: { url: string }): Promise<MongoDatabase> {
  let client: MongoClient | undefined
  try {
    const opened = new (mongoDriver().MongoClient)(url, optionsFor(url))
    client = opened
    await opened.connect()
    const db = opened.db(databaseOf(url))
    await checkForm(db)
    const watch = watched(opened)
    watch.start()
    return { db, close: () => watch.stop().then(() => opened.close()) }
  } catch (error) {
    await client?.close()
    const { message } = mongoFailure(error) as Error
    throw new StoreUnavailable(`${withoutSecrets(url)}: ${message}`, { cause: error })
  }
}

/** Writes wait for a majority, reads go to the primary: what was acknowledged is seen, also after a change of primaries. */
function optionsFor(url: string): MongoClientOptions {
  const said = new Set(optionsOf(url).map((key) => key.toLowerCase()))
  const limits = Object.entries(TIME_LIMITS_MS).filter(([name]) => !said.has(name.toLowerCase()))
  return {
    ...Object.fromEntries(limits),
    appName: 'campaign-ledger',
    writeConcern: MAJORITY,
    readPreference: 'primary',
  }
}

/** Fails already here where the password is wrong or the user may not write. */
async function checkForm(db: Db): Promise<void> {
  const forms = db.collection<{ _id: string; version: number }>('form')
  await unlessThere(() => forms.updateOne({ _id: 'ledger' }, { $setOnInsert: { version: FORM } }, { upsert: true }))
  const { version } = (await forms.findOne({ _id: 'ledger' })) ?? { version: FORM }
  if (version > FORM) throw new StoreUnavailable(`this database has form ${version}, this program knows up to ${FORM}`)
}
