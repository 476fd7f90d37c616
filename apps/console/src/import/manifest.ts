// The form of a manifest, what a row can be, and how a row is read are those of the import itself.
export { rowMapper } from '../../../../libs/imports/src/mapping/row-mapper.js'
export { columnsUsed, expressionOf, templateColumns } from '../../../../libs/imports/src/mapping/columns-used.js'
export { fieldsOf, ownId, rowKinds } from '../../../../libs/imports/src/manifest/row-fields.js'
export { parseDecimal } from '../../../../libs/imports/src/values/decimal.js'
export { isForm, Times } from '../../../../libs/imports/src/values/times.js'
export type { Moment } from '../../../../libs/imports/src/values/times.js'
export type { Cell } from '../../../../libs/imports/src/reading/records.js'
export type { FieldType, RowField, RowKind } from '../../../../libs/imports/src/manifest/row-fields.js'
export type { Expression, FieldSource, FileForm, Forms } from '../../../../libs/imports/src/manifest/manifest.js'
import type { ImportFile, Manifest as WithPaths } from '../../../../libs/imports/src/manifest/manifest.js'

/** What is said of the one file that was uploaded; it needs no path. */
export type FilePart = Omit<ImportFile, 'path'>
export type Manifest = Omit<WithPaths, 'files'> & { readonly files: readonly FilePart[] }
