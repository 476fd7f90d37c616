import { asked } from './moment'
import { problemOf, unreachable } from './problem'

/** Hands a file to the browser under a name. */
export function save(content: Blob | string, name: string): void {
  const url = typeof content === 'string' ? content : URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  if (typeof content !== 'string') setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Whatever an address of the API answers with, as a file. @throws Problem */
export async function saveAnswer(path: string, type: string, name: string): Promise<void> {
  const response = await fetch(asked(path), { headers: { accept: type } }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw problemOf(response, await response.json().catch(() => undefined))
  save(await response.blob(), name)
}

/** Everything that an address of the API answers with, as CSV. @throws Problem */
export const saveCsv = (path: string, name: string): Promise<void> => saveAnswer(path, 'text/csv', `${name}.csv`)
