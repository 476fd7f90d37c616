import { OURS } from '../../api/client'
import { problemOf, unreachable } from '../../api/problem'
import type { Upload } from '../use-imports'
import { keptName, typeOf } from './file-kind'

interface Sending {
  /** Makes it the same upload when it is sent again after a lost connection. */
  readonly key: string
  readonly signal: AbortSignal
  readonly onSent: (bytes: number) => void
}

/** Sends a file as it is, and tells how far it has come, which `fetch` does not. @throws Problem */
export function sendFile(file: File, { key, signal, onSent }: Sending): Promise<Upload> {
  const request = new XMLHttpRequest()
  const answered = new Promise<Upload>((resolve, reject) => {
    request.onload = () => {
      const answer = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(answer as Upload)
      else reject(problemOf(request, answer))
    }
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(signal.reason as Error)
  })
  request.upload.onprogress = ({ loaded }) => onSent(loaded)
  signal.addEventListener('abort', () => request.abort())
  request.open('POST', `/v1/imports?${new URLSearchParams({ name: keptName(file.name) })}`)
  const headers = { ...OURS, 'content-type': typeOf(file.name), 'idempotency-key': key }
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  request.send(file)
  return answered
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
