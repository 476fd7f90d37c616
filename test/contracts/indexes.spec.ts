import { describe, expect, it } from '@jest/globals'
import { mongoDriver } from '@ledger/event-sourcing'
import { scratchMongo } from '@ledger/event-sourcing/testing'
import { views } from '@ledger/ledger'
import { MongoReadStore } from '@ledger/read-store'
import type { Document, Query, View } from '@ledger/read-store'
import type { Db } from 'mongodb'
import { mongoDb } from '../stacks/mongodb.js'
import { serverOf } from '../stacks/server.js'

const onMongo = await serverOf(mongoDb)

/** What a command asks for, without what the driver adds to it. */
const ASKED = ['find', 'aggregate', 'filter', 'pipeline', 'sort', 'limit', 'projection', 'cursor'] as const

/** A store whose questions can be explained. */
async function watchedStore(url: string) {
  const scratch = await scratchMongo(url)
  const client = new (mongoDriver().MongoClient)(scratch.url, { monitorCommands: true })
  const asked: Record<string, unknown>[] = []
  client.on('commandStarted', ({ commandName, command }) => {
    if (!['find', 'aggregate'].includes(commandName) || !String(command[commandName]).startsWith('documents_')) return
    asked.push(Object.fromEntries(ASKED.flatMap((name) => (name in command ? [[name, command[name]]] : []))))
  })
  const db = client.db()
  return {
    store: await MongoReadStore.open({ db, close: () => client.close() }),
    /** The stages of the plans by which the questions since the last call were answered; undefined where the server tells none. */
    async plans(): Promise<readonly (readonly string[])[] | undefined> {
      const plans = await Promise.all(asked.splice(0).map((one) => stagesOf(db, one)))
      return plans.every((plan) => plan.length > 0) ? plans : undefined
    },
    async [Symbol.asyncDispose]() {
      await client.close()
      await scratch[Symbol.asyncDispose]()
    },
  }
}

async function stagesOf(db: Db, command: Record<string, unknown>): Promise<readonly string[]> {
  try {
    return stagesIn(await db.command({ explain: command, verbosity: 'queryPlanner' }))
  } catch {
    return []
  }
}

function stagesIn(told: unknown): readonly string[] {
  if (typeof told !== 'object' || told === null) return []
  return Object.entries(told).flatMap(([name, value]) => {
    if (name === 'rejectedPlans') return []
    return name === 'stage' && typeof value === 'string' ? [value] : stagesIn(value)
  })
}

/** A document that has a value in each of the fields. */
function documentWith(fields: readonly string[]): Document {
  const document: Record<string, unknown> = {}
  for (const field of fields) {
    const names = field.split('.')
    const last = names.pop()!
    const parent = names.reduce((at, name) => (at[name] ??= {}) as Record<string, unknown>, document)
    parent[last] = 'x'
  }
  return document as Document
}

/** What an index is declared for: its first field is named, the others are the order; or all of it is the order. */
const questionsFor = ([first, ...others]: readonly string[]): readonly Query[] => [
  { filter: { [first!]: 'x' }, sort: others.map((field) => [field, 'asc']), limit: 1 },
  { sort: [first!, ...others].map((field) => [field, 'desc']), limit: 1 },
]

onMongo((url) => {
  describe('what a view declares an index for is answered from it', () => {
    const indexed = views.filter(({ indexes }) => indexes.length > 0)
    it.each(indexed.map((view): [string, View] => [view.name, view]))('%s', async (name, { version, indexes }) => {
      await using the = await watchedStore(url())
      const build = { view: name, version, build: 1 }
      await the.store.create(build, indexes)
      const document = documentWith([...new Set(indexes.flat())])
      const writes = ['a', 'b'].map((key) => ({ key, document, position: 1 }))
      await the.store.commit([{ build, partition: '0/1', writes }])
      for (const query of indexes.flatMap(questionsFor)) expect((await the.store.find(build, query)).next).toBeDefined()
      const found = await the.plans()
      expect(await the.store.count(build, { [indexes[0]![0]!]: 'x' })).toBe(2)
      expect(await the.store.count(build)).toBe(2)
      const counted = await the.plans()
      if (!found || !counted) return void process.stderr.write(`${name}: not looked at, this server explains no plan\n`)
      for (const stages of [...found, ...counted])
        expect(stages).toEqual(expect.not.arrayContaining(['COLLSCAN', 'SORT']))
      for (const stages of counted) expect(stages).not.toContain('FETCH')
    })
  })
})
