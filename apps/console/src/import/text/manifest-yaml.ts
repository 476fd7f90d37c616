import { stringify } from 'yaml'
import { ManifestText } from '../../../../../libs/imports/src/manifest/manifest-text.js'
import type { Manifest } from '../manifest'
import { isWellFormed } from './well-formed'

/** Something in the text that cannot be, with where it stands, if that is known. */
export interface Wrong {
  readonly line?: number
  readonly column?: number
  readonly message: string
}

/** What a text says: something for the service to judge, of which the first rows can be shown where it is a manifest. */
export type Parsed = { readonly said: object; readonly manifest?: Manifest } | { readonly wrong: readonly Wrong[] }

/** For the command line, which finds the file by its path. */
export const textOf = (manifest: Manifest, path: string): string =>
  stringify({ ...manifest, files: manifest.files.map((file) => ({ path, ...file })) }, { lineWidth: 110 })

/** @param shape what to say where it is a text, a number or a list */
export function parsed(text: string, shape: string): Parsed {
  const { problems, value } = new ManifestText(text)
  if (problems.length > 0) return { wrong: problems }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { wrong: [{ message: shape }] }
  return { said: value, ...(isWellFormed(value) ? { manifest: value } : {}) }
}

/** What the service says of places in the manifest, at the places of the text. */
export function placed(text: string, errors: readonly { field: string; message: string }[]): readonly Wrong[] {
  const places = new ManifestText(text)
  return errors.map(({ field, message }) =>
    places.problem(
      field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      message,
    ),
  )
}
