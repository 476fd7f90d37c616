import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { packed } from './packed.ts'

const service = process.env['LEDGER'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [packed()],
  resolve: { alias: { '@ledger/values': fileURLToPath(new URL('../../libs/values/src/index.ts', import.meta.url)) } },
  // The service puts the nonce of the answer in its place, with the policy that names it.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('../../dist/apps/console', import.meta.url)),
    emptyOutDir: true,
    // Nothing is loaded as `data:`, which no policy could tell from what somebody else has written.
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
    modulePreload: { polyfill: false },
    // The charts come with their screen, and are large by nature.
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: { proxy: Object.fromEntries(['/v1', '/session', '/health', '/openapi.json'].map((path) => [path, service])) },
})
