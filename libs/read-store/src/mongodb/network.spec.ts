import { expect, it } from '@jest/globals'
import { openMongo, StoreUnavailable } from '@ledger/event-sourcing'
import { scratchMongo } from '@ledger/event-sourcing/testing'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { proxyTo } from '../../../../test/stacks/proxy.js'
import { serverOf } from '../../../../test/stacks/server.js'
import { projected, until } from '../../testing/index.js'
import { MongoReadStore } from './mongo-read-store.js'

const onMongo = await serverOf(mongoDb)
const IMPATIENT = 'serverSelectionTimeoutMS=300&connectTimeoutMS=300&socketTimeoutMS=300&heartbeatFrequencyMS=500'

/** A database behind a network that can be made to fail, and a connection with short time limits. */
async function behindProxy(url: string) {
  const scratch = await scratchMongo(url)
  const { hostname, port, pathname } = new URL(scratch.url)
  const proxy = await proxyTo(hostname, Number(port || 27_017))
  const mongo = await openMongo({
    url: `mongodb://127.0.0.1:${proxy.port}${pathname}?directConnection=true&${IMPATIENT}`,
  })
  return {
    proxy,
    store: await MongoReadStore.open(mongo),
    dispose: async () => {
      await mongo.close()
      await proxy[Symbol.asyncDispose]()
      await scratch[Symbol.asyncDispose]()
    },
  }
}

onMongo((url) => {
  it('is said to be unavailable while nobody answers, soon, and is there again by itself', async () => {
    const { proxy, store, dispose } = await behindProxy(url())
    const refused = async () => {
      await expect(store.builds()).rejects.toBeInstanceOf(StoreUnavailable)
    }
    proxy.down()
    await refused()
    proxy.up()
    await until(() =>
      store.builds().then(
        (builds) => builds.length === 0,
        () => false,
      ),
    )
    proxy.hold('answers')
    await refused()
    proxy.release()
    await until(() =>
      store.builds().then(
        (builds) => builds.length === 0,
        () => false,
      ),
    )
    await dispose()
  })

  it('may fail as it likes under a projector: the documents are the same in the end', async () => {
    const network = await behindProxy(url())
    await using it = await projected(async () => network)
    const projector = it.projector({ partitions: 2 })
    await it.begun(projector)
    const keys = ['a', 'b', 'c', 'd']
    const faults = [
      () => network.proxy.cut(),
      () => network.proxy.hold('answers'),
      () => network.proxy.release(),
      () => network.proxy.down(),
      () => network.proxy.up(),
      () => network.proxy.hold('requests'),
      () => network.proxy.cut(),
      () => network.proxy.release(),
    ]
    let head = 0
    for (const strike of faults) {
      head = await it.write(...Array.from({ length: 20 }, (_, at): [string, number] => [keys[at % 4]!, 1]))
      strike()
      // Time for the fault to strike in the middle of something.
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    await until(() =>
      it.fresh(head).then(
        () => true,
        () => false,
      ),
    )
    expect(await it.documents()).toEqual(Object.fromEntries(keys.map((key) => [key, 40])))
  })
})
