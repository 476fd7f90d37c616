import 'reflect-metadata'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { pino } from 'pino'
import { createGenerator } from 'ts-json-schema-generator'
import type { AnswerSchemas } from './openapi.js'
import { createApp } from '../app.js'
import { apiDocument } from './openapi.js'

// `npm run openapi` after a change: the schemas of the answers from their types, then the description of the API.
const [answersFile, documentFile] = process.argv.slice(2)
if (answersFile === undefined || documentFile === undefined) throw new Error('which files shall be written?')

const generator = createGenerator({
  path: 'apps/ledger/src/http/answers.ts',
  tsconfig: 'tsconfig.json',
  skipTypeCheck: true,
  topRef: false,
  sortProps: true,
})
const { properties, definitions } = generator.createSchema('Answers') as unknown as {
  properties: object
  definitions: Record<string, object>
}
/** `InForce<number>` is no name that a client could be generated from. */
const nameOf = (name: string): string =>
  decodeURIComponent(name).replace(/<(.)([^>]*)>/g, (_, first: string, rest: string) => first.toUpperCase() + rest)
const text = JSON.stringify({
  operations: properties,
  schemas: Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [nameOf(name), schema])),
}).replaceAll(/"#\/definitions\/([^"]+)"/g, (_, name: string) => `"#/components/schemas/${nameOf(name)}"`)
const answers = JSON.parse(text) as AnswerSchemas
await writeFile(answersFile, `${JSON.stringify(answers, null, 2)}\n`)

const dataDir = await mkdtemp(join(tmpdir(), 'campaign-ledger-openapi-'))
const ledger = await openLedger(settingsFrom({ DATA_DIR: dataDir }))
const app = await createApp(ledger, pino({ level: 'silent' }))
await writeFile(documentFile, `${JSON.stringify(apiDocument(app, answers), null, 2)}\n`)
await app.close()
await ledger.close()
await rm(dataDir, { recursive: true })
