import 'reflect-metadata'
import { keepHeapSmall } from '@ledger/ledger'
import { run } from './run.js'

keepHeapSmall()
// Nothing is ended by force: a service that was started goes on running.
const code = await run(process.argv.slice(2))
if (code !== undefined) process.exitCode = code
