import { useKept } from '../shared/use-kept'
import type { Manifest } from './manifest'
import type { Form, Mapping } from './mapping/mapping'

/** What was chosen or written for an upload, before and after it is tried. */
export interface KeptImport {
  readonly mapping?: Mapping
  /** How the file is written, where that was chosen. */
  readonly form?: Form
  /** A manifest that is written as a text. */
  readonly text?: string
  /** What another upload was imported with, to begin with. */
  readonly like?: Manifest
  /** Changed since the last dry run. */
  readonly untried?: boolean
}

const PREFIX = 'import of '
const nameOf = (id: string): string => PREFIX + id

/** Kept in this browser, over closed tabs, as the upload is kept at the service. */
export const useKeptImport = (id: string) => useKept<KeptImport>(nameOf(id), localStorage)

/** Lets an upload begin with what another one was imported with. */
export const beginLike = (id: string, like: Manifest): void =>
  localStorage.setItem(nameOf(id), JSON.stringify({ like } satisfies KeptImport))

/** What was chosen goes with the uploads that are not there any more. */
export function keepOnly(ids: readonly string[]): void {
  const there = new Set(ids.map(nameOf))
  for (const name of Object.keys(localStorage))
    if (name.startsWith(PREFIX) && !there.has(name)) localStorage.removeItem(name)
}
