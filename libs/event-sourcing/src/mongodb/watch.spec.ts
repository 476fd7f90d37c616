import { describe, expect, it } from '@jest/globals'
import { scratchMongo } from '../../testing/index.js'
import { watched } from './watch.js'
import { mongoDb } from '../../../../test/stacks/mongodb.js'
import { serverOf } from '../../../../test/stacks/server.js'

const onMongo = await serverOf(mongoDb)

onMongo((url) => {
  describe('a client whose look at a server never ends', () => {
    it('is connected anew, and its collections go on with it', async () => {
      await using mongo = await scratchMongo(url())
      const { client } = mongo.db
      const notes = mongo.db.collection('notes')
      await notes.insertOne({ n: 1 })
      const opened = Promise.withResolvers<void>()
      client.once('topologyOpening', () => opened.resolve())
      const watch = watched(client, 200)
      client.emit('serverHeartbeatStarted', { connectionId: 'a server that says nothing' } as never)
      watch.start()
      try {
        await opened.promise
      } finally {
        await watch.stop()
      }
      await notes.insertOne({ n: 2 })
      expect(await notes.countDocuments()).toBe(2)
    })
  })
})
