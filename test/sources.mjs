// Lets programs of this folder run as they are written: `node --import ./test/sources.mjs test/<program>/main.ts`.
// Node itself strips the types. The libraries come from `dist`, so that what is tried is what users run.
import { registerHooks } from 'node:module'

const libraries = new URL('../dist/libs/', import.meta.url)
const testing = new URL('../libs/', import.meta.url)

registerHooks({
  resolve(name, context, next) {
    const [, library, helpers] = /^@ledger\/([a-z-]+)(\/testing)?$/.exec(name) ?? []
    if (helpers) return next(new URL(`${library}/testing/index.ts`, testing).href, context)
    if (library) return next(new URL(`${library}/src/index.js`, libraries).href, context)
    if (!name.startsWith('.') || !context.parentURL?.endsWith('.ts')) return next(name, context)
    const { pathname } = new URL(name, context.parentURL)
    const built = /^.*?\/((?:apps|libs)\/[a-z-]+\/src\/.*)$/.exec(pathname)
    if (built) return next(new URL(`../dist/${built[1]}`, import.meta.url).href, context)
    return next(name.replace(/\.js$/, '.ts'), context)
  },
})
