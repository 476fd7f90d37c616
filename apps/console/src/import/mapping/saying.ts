import type { Manifest } from '../manifest'
import type { Upload } from '../use-imports'
import type { KeptImport } from '../use-kept-import'
import type { Mapping } from './mapping'
import type { Preview } from './preview'

/** What both ways of saying what the columns hold need. */
export interface SayingProps {
  readonly upload: Upload
  readonly kept: KeptImport | undefined
  readonly keep: (next: KeptImport) => void
  /** Why the service did not take it. */
  readonly error: Error | null
  readonly isStarting: boolean
  /** Something is under way for this file. */
  readonly isBusy: boolean
  readonly onStart: (manifest: Manifest) => void
}

/** What each part of the form is given. */
export interface PartProps {
  readonly mapping: Mapping
  readonly found: Preview
  readonly set: (next: Partial<Mapping>) => void
  /** What is wrong with a place of the manifest, in words. */
  readonly wrong: (place: string) => string | undefined
}
