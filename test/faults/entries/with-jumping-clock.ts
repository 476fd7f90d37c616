import { readFileSync } from 'node:fs'
import { serve } from './serve.js'

/** How far the clock is off, in milliseconds, stands in the file that `CLOCK_FILE` names. */
const offset = (): number => Number(readFileSync(process.env['CLOCK_FILE']!, 'utf8'))

await serve(() => new Date(Date.now() + offset()))
