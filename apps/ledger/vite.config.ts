import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
/** Threads begin with files of their own, beside that of the program. */
const workers = globSync(`${dist}/libs/**/*.worker.js`).map((file) => [basename(file, '.js'), file])

/** The compiled service with what it loads at its start, as one file: see decision 34. */
export default defineConfig({
  root: dist,
  build: {
    ssr: true,
    target: 'node24',
    outDir: `${dist}/apps/ledger/bundle`,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { main: `${dist}/apps/ledger/src/main.js`, ...Object.fromEntries(workers) },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', keepNames: true },
    },
  },
  ssr: {
    noExternal: true,
    external: [
      // Loaded where they are used, and not at the start.
      '@eventstore/db-client',
      'mongodb',
      // They look for files beside themselves.
      'pino',
      'swagger-ui-dist',
      // The framework asks whether they are installed; they are not.
      '@fastify/view',
      '@nestjs/microservices',
      '@nestjs/websockets',
      'class-transformer/storage',
    ],
  },
})
