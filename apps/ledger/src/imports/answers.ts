import type { Import, ImportCard } from '@ledger/imports'

/** Uploads, newest use first. `largest`: bytes that a file may have. */
export interface ImportList {
  readonly items: readonly ImportCard[]
  readonly next?: string
  readonly largest: number
}

/** What a list says of an upload: not how it is read, nor everything about its last work. */
export function cardOf({ sha256: _, form: __, columns: ___, work, ...upload }: Import): ImportCard {
  if (!work) return upload
  const { manifest: ____, reasons: _____, rejects: ______, ...told } = work
  return { ...upload, work: told }
}
