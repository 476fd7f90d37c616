import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Below this packing saves nothing worth a file. */
const SMALLEST = 1_024

/** Packs what is built once, so that the service never has to. */
export const packed = (): Plugin => ({
  name: 'packed',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [fileName, one] of Object.entries(bundle)) {
        const source = one.type === 'chunk' ? one.code : one.source
        if (!/\.(js|css|svg)$/.test(fileName) || source.length < SMALLEST) continue
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) })
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source) })
      }
    },
  },
})
