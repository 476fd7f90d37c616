import type { Collection } from 'mongodb'
import { LeaseBook } from '../leases/lease-book.js'
import type { LeaseRecord } from '../leases/lease-book.js'
import { asked, unlessThere } from './failure.js'
import type { MongoDatabase } from './open-mongo.js'

type StoredLease = LeaseRecord & { readonly _id: string }

export class MongoLeaseBook extends LeaseBook {
  private readonly leases: Collection<StoredLease>

  constructor({ db }: MongoDatabase) {
    super()
    this.leases = db.collection('leases')
  }

  async read(name: string): Promise<LeaseRecord | undefined> {
    const found = await asked(() => this.leases.findOne({ _id: name }))
    return found ? recordOf(found) : undefined
  }

  async list(prefix: string): Promise<ReadonlyMap<string, LeaseRecord>> {
    const begins = { _id: { $gte: prefix, $lt: `${prefix}\uffff` } }
    const found = await asked(() => this.leases.find(begins).sort({ _id: 1 }).toArray())
    return new Map(found.map((one) => [one._id, recordOf(one)]))
  }

  put(name: string, record: LeaseRecord, over: LeaseRecord | undefined): Promise<boolean> {
    return asked(async () => {
      if (over === undefined) return unlessThere(() => this.leases.insertOne({ _id: name, ...record }))
      const { token, beat } = over
      return (await this.leases.replaceOne({ _id: name, token, beat }, record)).matchedCount > 0
    })
  }
}

const recordOf = ({ _id, ...record }: StoredLease): LeaseRecord => record
