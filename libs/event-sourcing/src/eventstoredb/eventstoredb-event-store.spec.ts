import { eventStoreDb } from '../../../../test/stacks/eventstoredb.js'
import { serverOf } from '../../../../test/stacks/server.js'
import { eventStoreContract } from '../../testing/event-store.contract.js'
import { freshPrefix } from '../../testing/eventstoredb.js'
import { EventStoreDbEventStore } from './eventstoredb-event-store.js'

const onServer = await serverOf(eventStoreDb)

onServer((url) => {
  eventStoreContract('the EventStoreDB event store', async () => {
    const options = { url: url(), prefix: freshPrefix() }
    let store = await EventStoreDbEventStore.open(options)
    return {
      store,
      async reopen() {
        await store.close()
        store = await EventStoreDbEventStore.open(options)
        return store
      },
      dispose: () => store.close(),
    }
  })
})
