import '../../ledger/src/compiled.js'

await import('./command-line.js')
