/** An event that a command says it has recorded. */
interface Acknowledged {
  readonly id: string
  readonly type: string
  readonly revision: number
}

export interface Reply {
  readonly status: number
  readonly text: string
  readonly body: {
    readonly code?: string
    readonly changed?: boolean
    readonly position?: number
    readonly events?: readonly Acknowledged[]
    // Questions have answers of every shape.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly [field: string]: any
  }
}

/** An event as it stands in the feed. */
export interface FeedEvent {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly position: number
  readonly revision: number
  readonly recordedat: string
  readonly actor: string
  readonly commandid: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
}

const PAGE = 1_000

/** Somebody with a token who calls the service. */
export class Caller {
  private readonly url: string
  private readonly token: string

  constructor(url: string, token: string) {
    this.url = url
    this.token = token
  }

  /** The same person, calling another process. */
  at(url: string): Caller {
    return new Caller(url, this.token)
  }

  post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
    return this.call('POST', path, headers, JSON.stringify(body))
  }

  async get(path: string): Promise<Reply['body']> {
    const { status, text, body } = await this.call('GET', path)
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}: ${text}`)
    return body
  }

  /** Everything that a stream holds behind a position of the log. */
  async history(stream: string, position = 0): Promise<readonly FeedEvent[]> {
    const found: FeedEvent[] = []
    for (let after: string | undefined = String(position); after !== undefined;) {
      const page = await this.get(`/v1/events?streams=${stream}&limit=${PAGE}&after=${after}`)
      found.push(...page.items)
      after = page.next
    }
    return found.filter(({ subject }) => subject === stream)
  }

  /** Everything of some streams as it comes, from their start, until the reader is gone. */
  async follow(streams: string, gone: AbortSignal, take: (event: FeedEvent) => void): Promise<void> {
    const headers = { ...this.headers, accept: 'text/event-stream' }
    const response = await fetch(`${this.url}/v1/events?streams=${streams}&after=0`, { headers, signal: gone })
    let text = ''
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const frames = (text + chunk).split('\n\n')
        text = frames.pop()!
        for (const frame of frames) {
          const data = /^data: (\{.+\})$/m.exec(frame)?.[1]
          if (data !== undefined && data !== '{}') take(JSON.parse(data) as FeedEvent)
        }
      }
    } catch (error) {
      if (!gone.aborted) throw error
    }
  }

  private get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` }
  }

  private async call(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<Reply> {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...this.headers, ...type, ...headers },
      body: body ?? null,
    })
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text) as Reply['body'] }
  }
}
