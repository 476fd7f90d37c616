import { asked, unlessThere } from '@ledger/event-sourcing'
import type { MongoDatabase } from '@ledger/event-sourcing'
import type { Collection } from 'mongodb'
import { TokenStore } from '../token-store.js'
import type { StoredToken } from '../token-store.js'

interface TokenList {
  readonly _id: 'tokens'
  /** Rises with every change; a change is written over the revision that it was made from. */
  readonly revision: number
  readonly tokens: readonly StoredToken[]
}

/** All tokens in one document, so that a change of them is one write. */
export class MongoTokenStore extends TokenStore {
  private readonly lists: Collection<TokenList>

  constructor({ db }: MongoDatabase) {
    super()
    this.lists = db.collection('tokens')
  }

  async read(): Promise<readonly StoredToken[]> {
    return (await this.list())?.tokens ?? []
  }

  async stamp(): Promise<string> {
    const only = { projection: { revision: 1 } }
    return String((await asked(() => this.lists.findOne({ _id: 'tokens' }, only)))?.revision ?? 0)
  }

  async change(work: (tokens: readonly StoredToken[]) => readonly StoredToken[] | undefined): Promise<boolean> {
    for (;;) {
      const list = await this.list()
      const tokens = work(list?.tokens ?? [])
      if (!tokens) return false
      if (await asked(() => this.put(tokens, list?.revision))) return true
    }
  }

  private async put(tokens: readonly StoredToken[], over: number | undefined): Promise<boolean> {
    if (over === undefined) return unlessThere(() => this.lists.insertOne({ _id: 'tokens', revision: 1, tokens }))
    const filter = { _id: 'tokens' as const, revision: over }
    return (await this.lists.updateOne(filter, { $set: { tokens, revision: over + 1 } })).matchedCount > 0
  }

  private list(): Promise<TokenList | null> {
    return asked(() => this.lists.findOne({ _id: 'tokens' }))
  }
}
