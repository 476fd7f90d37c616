#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { textOfReport } from './bundle/report.js'
import { trustOf } from './bundle/trust.js'
import { verifyBundleFile } from './bundle/verify-bundle.js'

const USAGE = `verify-bundle <file> [--key <key>]... [--checkpoint <file>] [--json]

Verifies a bundle of a Campaign Ledger, offline.
  --key <key>          a public key of the log, or of a witness, that you know
  --checkpoint <file>  a checkpoint that you have kept
  --json               the report as JSON

Ends with 0 where it is sound, 1 where it is not, 2 where it cannot be verified.
`

/** The verifier by itself: the same as `ledger verify bundle`, without the ledger. */
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      checkpoint: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [file, ...more] = positionals
  if (values.help || file === undefined || more.length > 0) throw new Error(USAGE)
  const kept = values.checkpoint === undefined ? undefined : readFileSync(values.checkpoint, 'utf8')
  const report = await verifyBundleFile(file, trustOf(values.key ?? [], kept))
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : textOfReport(report))
  process.exitCode = report.sound ? 0 : 1
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
