import { invalid, problem } from '@ledger/http'
import { prepareFrom } from '../engine/prepare-import.js'
import type { PreparedImport } from '../engine/prepare-import.js'
import { BadManifest, checkManifest } from '../manifest/read-manifest.js'
import type { CheckedManifest } from '../manifest/read-manifest.js'
import type { FileBytes } from '../reading/files.js'
import type { Upload } from './upload.js'

/**
 * The import that a manifest makes of an upload: each of its files is this one.
 * @throws ProblemException 400 where it is no manifest, 422 where it does not fit the file
 */
export async function fitted(manifest: unknown, upload: Upload, file: FileBytes): Promise<PreparedImport> {
  const checked = checkedFor(manifest, upload)
  try {
    return await prepareFrom(checked, { find: () => file })
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error
    const errors = errorsOf(error)
    throw problem(422, 'manifest-unfit', 'The manifest does not fit this file', { errors })
  }
}

/** @throws ProblemException 400 where it is no manifest */
export function checkedFor(manifest: unknown, { name, form: { gzip } }: Upload): CheckedManifest {
  if (typeof manifest === 'object' && manifest !== null && 'lookups' in manifest)
    throw invalid([{ field: 'lookups', message: 'are files of their own; use a table within the field' }])
  try {
    const checked = checkManifest(overUpload(manifest, { path: name, gzip }))
    if (isUnicode(manifest)) return checked
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error
    throw invalid(errorsOf(error))
  }
  throw invalid([{ field: '', message: 'holds half a character, which cannot be stored' }])
}

/** JSON can name one half of a pair of code units, which is no text. */
function isUnicode(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, inner]) => name.isWellFormed() && isUnicode(inner))
}

function overUpload(manifest: unknown, place: { readonly path: string; readonly gzip: boolean }): unknown {
  const { files } = (manifest ?? {}) as { files?: unknown }
  if (!Array.isArray(files)) return manifest
  const placed = files.map((file: unknown) =>
    typeof file === 'object' && file !== null && !Array.isArray(file) ? { ...file, ...place } : file,
  )
  return { ...(manifest as object), files: placed }
}

const errorsOf = ({ problems }: BadManifest) =>
  problems.slice(0, NAMED).map(({ path, message }) => ({ field: path.join('.'), message }))

/** A manifest can be wrong everywhere. */
const NAMED = 50
