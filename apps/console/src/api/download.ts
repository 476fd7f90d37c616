import { problemOf, unreachable } from './problem'

/** Hands a file to the browser under a name. */
export function save(content: Blob | string, name: string): void {
  const url = typeof content === 'string' ? content : URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  if (typeof content !== 'string') setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Everything that an address of the API answers with, as CSV. @throws Problem */
export async function saveCsv(path: string, name: string): Promise<void> {
  const response = await fetch(path, { headers: { accept: 'text/csv' } }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw problemOf(response, await response.json().catch(() => undefined))
  save(await response.blob(), `${name}.csv`)
}
