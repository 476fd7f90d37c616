/** What came back: a status and a body. */
export interface Reply {
  readonly status: number
  // Checks look into answers of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
}

/** Calls of one caller. @throws where nobody answers in time, or the answer is cut off. */
export interface Caller {
  get(path: string): Promise<Reply>
  post(path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<Reply>
}

export function callerOf(url: string, token: string, patienceMs = 30_000): Caller {
  const call = async (method: string, path: string, body?: object, headers = {}): Promise<Reply> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await response.text()
    const json = /[/+]json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, body: json ? (JSON.parse(text) as unknown) : text }
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
  }
}
