import { EventStoreDBClient } from '@eventstore/db-client'
import grpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type streams from '@eventstore/db-client/generated/streams_pb.js'
import { StoreUnavailable } from '../event-store.js'
import { eventStoreUrlProblem } from './connection-string.js'

/** Answers of a read or of a subscription, in order. */
export type ReadCall = ReturnType<grpc.StreamsClient['read']>
/** Appends go out, their results come back, in whatever order they are ready. */
export type AppendCall = ReturnType<grpc.StreamsClient['batchAppend']>

/** Calls end when they are done; what waits too long is ended by timers of our own (`deadlines.ts`). */
const ENDLESS = { deadline: Infinity }
/** A follower may not have yet what its leader has acknowledged. */
const ON_THE_LEADER = { requiresLeader: true }

/**
 * The client's connection: its connection string, TLS, credentials, discovery of the cluster, change of the leader.
 * The two calls that a log needs are made on it directly (docs/decisions/0016): the client's own append shares one
 * table of pending appends among all clients of the process, and its `readAll` knows no filter.
 */
export class Channel {
  private connection: ReturnType<grpc.StreamsClient['getChannel']> | undefined

  private constructor(private readonly client: EventStoreDBClient) {}

  /**
   * Does not connect yet.
   * @throws StoreUnavailable where the connection string makes no sense; the password in it is not repeated.
   */
  static to(url: string): Channel {
    const problem = eventStoreUrlProblem(url)
    if (problem !== undefined)
      throw new StoreUnavailable(`event store: the connection string is not understood: ${problem}`)
    return new Channel(EventStoreDBClient.connectionString(url))
  }

  read(request: streams.ReadReq): Promise<ReadCall> {
    return this.call((client, [metadata, options]) => client.read(request, metadata, options))
  }

  appends(): Promise<AppendCall> {
    return this.call((client, [metadata, options]) => client.batchAppend(metadata, options))
  }

  /** Ends all calls and lets the process end. */
  async close(): Promise<void> {
    await this.client.dispose()
    this.connection?.close()
  }

  private call<T extends ReadCall | AppendCall>(
    begin: (client: grpc.StreamsClient, options: ReturnType<EventStoreDBClient['callArguments']>) => T,
  ): Promise<T> {
    const create = (client: grpc.StreamsClient) => {
      this.connection = client.getChannel()
      return begin(client, this.client['callArguments'](ON_THE_LEADER, ENDLESS))
    }
    return this.client['GRPCStreamCreator'](grpc.StreamsClient, 'ledger', create)()
  }
}
