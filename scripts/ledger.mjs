#!/usr/bin/env node
// The command line, with what was compiled before: `npm run ledger -- …`, and `ledger …` in a container.
import './compiled.mjs'

await import('../dist/apps/cli/src/main.js')
