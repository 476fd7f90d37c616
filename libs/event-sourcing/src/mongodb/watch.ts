import type { MongoClient, ServerHeartbeatStartedEvent } from 'mongodb'
import { Rhythm } from '../rhythm.js'

const EVERY_MS = 1_000
/** Behind what a look may take by itself: to connect, and to be held back by a server that has nothing new to say. */
const GRACE_MS = 5_000

/**
 * Sees to it that a client goes on looking for its servers. Where a connection ends in the moment before something is
 * written to it, the driver (7.9) waits for ever until that has left, and looks at this server no more: none is found by
 * any operation, though it is back long since. Then the client is connected anew; its collections go on with it.
 * @param longestMs what no look takes
 */
export function watched(client: MongoClient, longestMs = longestLookOf(client)): Rhythm {
  const looks = new Map<string, number>()
  const begun = ({ connectionId }: ServerHeartbeatStartedEvent) => looks.set(connectionId, performance.now())
  const over = ({ connectionId }: { connectionId: string }) => looks.delete(connectionId)
  client.on('serverHeartbeatStarted', begun).on('serverHeartbeatSucceeded', over).on('serverHeartbeatFailed', over)
  client.on('serverClosed', ({ address }) => looks.delete(address))
  let connected = true
  return new Rhythm(async () => {
    const since = Math.min(...looks.values())
    if (connected && performance.now() - since < longestMs) return
    looks.clear()
    connected = await reconnected(client)
  }, EVERY_MS)
}

/** Whoever asks meanwhile is told that the store cannot be used. */
async function reconnected(client: MongoClient): Promise<boolean> {
  try {
    await client.close()
    await client.connect()
    return true
  } catch {
    return false
  }
}

const longestLookOf = ({ options: { connectTimeoutMS, heartbeatFrequencyMS } }: MongoClient): number =>
  2 * connectTimeoutMS + heartbeatFrequencyMS + GRACE_MS
