// What the benchmark uses of its own packages: they are installed when it is run, not when the ledger is checked.
declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    readonly amount: number
    readonly requests: readonly { readonly method: string; readonly setupRequest: (request: object) => object }[]
  }
  interface Result {
    /** Seconds. */
    readonly duration: number
    readonly '2xx': number
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>
  }
  export default function autocannon(options: Options): Promise<Result>
}

declare module '@event-driven-io/emmett-sqlite' {
  interface Appended {
    readonly type: string
    readonly data: unknown
    readonly metadata?: unknown
  }
  interface Store {
    appendToStream(stream: string, events: readonly Appended[]): Promise<unknown>
    close?(): Promise<void>
  }
  export function getSQLiteEventStore(options: {
    readonly fileName: string
    readonly schema?: { readonly autoMigration?: 'None' | 'CreateOrUpdate' }
  }): Store
}
