import 'reflect-metadata'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { pino } from 'pino'
import { createApp } from '../app.js'
import { apiDocument } from './openapi.js'

// Writes the description of the API to the file named: `npm run openapi` after a change, so that a test may compare.
const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('which file shall be written?')
const dataDir = await mkdtemp(join(tmpdir(), 'campaign-ledger-openapi-'))
const ledger = await openLedger(settingsFrom({ DATA_DIR: dataDir }))
const app = await createApp(ledger, pino({ level: 'silent' }))
await writeFile(file, `${JSON.stringify(apiDocument(app), null, 2)}\n`)
await app.close()
await ledger.close()
await rm(dataDir, { recursive: true })
