// Lets Node run the TypeScript of `test/` as it is, against the product as it is built: `node --import ./scripts/typescript.mjs x.ts`.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url).href
const builtLibrary = (name) => `${root}dist/libs/${name}/src/index.js`
/** What belongs to the product is taken as it was built; the rest as it is written. */
const located = (specifier, parent) => {
  const url = new URL(specifier, parent).href
  const ofProduct = /^(apps|libs)\/[a-z-]+\/src\//.test(url.replace(root, ''))
  return ofProduct ? url.replace(root, `${root}dist/`) : url.replace(/\.js$/, '.ts')
}

registerHooks({
  resolve(specifier, context, next) {
    const [, library, testing] = /^@ledger\/([a-z-]+)(\/testing)?$/.exec(specifier) ?? []
    if (testing) return next(`${root}libs/${library}/testing/index.ts`, context)
    if (library) return next(builtLibrary(library), context)
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const url = located(specifier, context.parentURL)
      if (existsSync(fileURLToPath(url))) return next(url, context)
    }
    return next(specifier, context)
  },
})
