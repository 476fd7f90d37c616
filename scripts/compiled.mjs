// Keeps compiled code between starts, which halves them: `node --import ./scripts/compiled.mjs <program>`. In the
// installation's own folder, where nobody else writes; where it cannot be written, nothing is kept and all goes on.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))
// Not only at the end: a process that is killed would leave nothing to the next start.
setTimeout(flushCompileCache, 3_000).unref()
