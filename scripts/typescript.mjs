// Lets Node run the TypeScript of `test/` as it is, against the product as it is built: `node --import ./scripts/typescript.mjs x.ts`.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const built = (library) => new URL(`../dist/libs/${library}/src/index.js`, import.meta.url).href
const source = (specifier, parent) => new URL(specifier.replace(/\.js$/, '.ts'), parent).href

registerHooks({
  resolve(specifier, context, next) {
    const library = /^@ledger\/([a-z-]+)$/.exec(specifier)?.[1]
    if (library !== undefined) return next(built(library), context)
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const url = source(specifier, context.parentURL)
      if (existsSync(fileURLToPath(url))) return next(url, context)
    }
    return next(specifier, context)
  },
})

/** How a program of this kind is started from another one. */
export const typescript = ['--import', pathToFileURL(fileURLToPath(import.meta.url)).href]
