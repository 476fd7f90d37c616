import { columnsUsed, fieldSources } from '../mapping/columns-used.js'
import type { Surroundings } from '../mapping/field-reader.js'
import { rowMapper } from '../mapping/row-mapper.js'
import type { RowMapper } from '../mapping/row-mapper.js'
import { BadManifest, readManifest } from '../manifest/read-manifest.js'
import type { CheckedManifest } from '../manifest/read-manifest.js'
import type { ImportFile, LookupFile, Manifest } from '../manifest/manifest.js'
import type { Path, Places, Problem } from '../manifest/places.js'
import { inFolder, UnreadableFile } from '../reading/files.js'
import type { Files } from '../reading/files.js'
import { openSourceFile } from '../reading/source-file.js'
import type { SourceFile } from '../reading/source-file.js'

/** A file of the manifest, found, its columns known, ready to be read. */
export interface PreparedFile {
  readonly file: ImportFile
  readonly source: SourceFile
  readonly map: RowMapper
}

/** An import of which everything is checked that can be before its rows are read. */
export interface PreparedImport {
  readonly manifest: Manifest
  readonly files: readonly PreparedFile[]
  readonly totalBytes: number
}

/** A lookup is held in memory; a larger one is no lookup. */
const LARGEST_LOOKUP = 1_000_000

/**
 * Reads the manifest, finds its files in a folder and their columns, and loads its lookups. Nothing is written anywhere.
 * @throws BadManifest with everything that was found
 */
export const prepareImport = async ({ text, folder }: { text: string; folder: string }): Promise<PreparedImport> =>
  prepareFrom(readManifest(text), inFolder(folder))

/** The same for a manifest that was read, and files wherever they lie. @throws BadManifest */
export async function prepareFrom({ manifest, places }: CheckedManifest, from: Files): Promise<PreparedImport> {
  const problems: Problem[] = []
  const lookups = new Map<string, ReadonlyMap<string, string>>()
  for (const [name, lookup] of Object.entries(manifest.lookups ?? {})) {
    const path = ['lookups', name]
    const opened = await open(
      lookup,
      from,
      [
        ['key', lookup.key],
        ['value', lookup.value],
      ],
      path,
      places,
      problems,
    )
    if (opened)
      lookups.set(name, await tableOf(lookup, opened, (message) => problems.push(places.problem(path, message))))
  }
  const sources: (SourceFile | undefined)[] = []
  for (const [at, file] of manifest.files.entries()) {
    const path = ['files', at]
    problems.push(...unknownLookups(file, manifest, path, places))
    const used = [...columnsUsed(file)].map(({ path: inner, column }) => [inner, column] as const)
    sources.push(await open(file, from, used, path, places, problems))
  }
  if (problems.length > 0) throw new BadManifest(problems)
  const files = manifest.files.map((file, at) => prepared(manifest, file, sources[at]!, lookups))
  return { manifest, files, totalBytes: files.reduce((sum, { source }) => sum + source.bytes, 0) }
}

function prepared(
  manifest: Manifest,
  file: ImportFile,
  source: SourceFile,
  lookups: Surroundings['lookups'],
): PreparedFile {
  const { zone, currency } = manifest
  const forms = [manifest.formats ?? {}, file.formats ?? {}]
  return { file, source, map: rowMapper(file, source.columns, { zone, currency, forms, lookups }) }
}

type Used = readonly (readonly [Path | string, string])[]

async function open(
  form: ImportFile | LookupFile,
  from: Files,
  used: Used,
  path: Path,
  places: Places,
  problems: Problem[],
): Promise<SourceFile | undefined> {
  try {
    const source = await openSourceFile(form, from, [...new Set(used.map(([, column]) => column))])
    for (const [inner, column] of used) {
      if (source.columns.includes(column)) continue
      problems.push(
        places.problem(
          [...path, ...[inner].flat()],
          `${form.path} has no column ${JSON.stringify(column)}; it has ${source.columns.join(', ')}`,
        ),
      )
    }
    return source
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    problems.push(places.problem([...path, error.at], error.message))
    return undefined
  }
}

async function tableOf({ key, value }: LookupFile, source: SourceFile, wrong: (message: string) => void) {
  const table = new Map<string, string>()
  const [from, to] = [source.columns.indexOf(key), source.columns.indexOf(value)]
  if (from < 0 || to < 0) return table
  for await (const row of source.rows()) {
    if ('code' in row) {
      wrong(`${source.path}, line ${row.line}: ${row.message}`)
      continue
    }
    const [name, text] = [String(row.cells[from]).trim(), String(row.cells[to]).trim()]
    const known = table.get(name)
    if (known !== undefined && known !== text)
      wrong(`${source.path}, line ${row.line}: ${name} is ${known} before, and ${text} here`)
    table.set(name, text)
    if (table.size > LARGEST_LOOKUP) {
      wrong(`${source.path} has more than ${LARGEST_LOOKUP} rows, which is too many for a lookup`)
      break
    }
  }
  return table
}

function* unknownLookups(file: ImportFile, { lookups = {} }: Manifest, path: Path, places: Places): Iterable<Problem> {
  for (const [inner, source] of fieldSources(file)) {
    const lookup = typeof source === 'string' ? undefined : source.lookup
    if (typeof lookup !== 'string' || Object.hasOwn(lookups, lookup)) continue
    yield places.problem(
      [...path, ...inner, 'lookup'],
      `there is no lookup called ${lookup}; lookups are ${Object.keys(lookups).join(', ') || 'not given'}`,
    )
  }
}
