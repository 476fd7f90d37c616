import { isDuplicateKey, mongoDriver } from '@ledger/event-sourcing'
import type { AnyBulkWriteOperation, Collection } from 'mongodb'
import type { Write } from '../read-store.js'
import { stored } from './stored-document.js'
import type { StoredDocument } from './stored-document.js'

const DOCUMENTS_AT_ONCE = 1_000

/** Writes each document only over an older one, whoever else writes at the same time. */
export async function writeGuarded(
  documents: Collection<StoredDocument>,
  writes: readonly Write[],
  fields: readonly string[],
): Promise<void> {
  for (let from = 0; from < writes.length; from += DOCUMENTS_AT_ONCE) {
    const batch = writes.slice(from, from + DOCUMENTS_AT_ONCE).map((write) => guarded(write, fields))
    const met = await metAnother(documents, batch)
    // Either a newer one is there already, or another writer was faster with an older one. Both are there to be met now.
    if (met.length > 0) await documents.bulkWrite(met.map(withoutUpsert), { ordered: false })
  }
}

type Replacement = Extract<AnyBulkWriteOperation<StoredDocument>, { replaceOne: unknown }>

const guarded = (write: Write, fields: readonly string[]): Replacement => ({
  replaceOne: {
    filter: { _id: write.key, position: { $lt: write.position } },
    replacement: stored(write, fields),
    upsert: true,
  },
})

const withoutUpsert = ({ replaceOne }: Replacement): Replacement => ({ replaceOne: { ...replaceOne, upsert: false } })

/** Those of the batch that were not let in: there is a document of their key. */
async function metAnother(
  documents: Collection<StoredDocument>,
  batch: readonly Replacement[],
): Promise<readonly Replacement[]> {
  try {
    await documents.bulkWrite(batch, { ordered: false })
    return []
  } catch (error) {
    if (!(error instanceof mongoDriver().MongoBulkWriteError)) throw error
    const errors = [error.writeErrors].flat()
    const others = errors.some((one) => !isDuplicateKey(one))
    if (errors.length === 0 || others || error.result.getWriteConcernError()) throw error
    return errors.map(({ index }) => batch[index]!)
  }
}
