// Starts the service once on an empty folder of its own, and stops it. While an image is made, this keeps what was compiled
// for every start of it; and an image that does not start, or does not stop as it should, is not made at all.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LONGEST_MS = 60_000

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'first-start-'))
const service = spawn(process.execPath, ['--import', './scripts/compiled.mjs', 'dist/apps/ledger/bundle/main.js'], {
  cwd: root,
  // No server is asked: a first token made there would be lost with the folder.
  env: { ...process.env, DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0', EVENTSTORE_URL: '', MONGODB_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
  timeout: LONGEST_MS,
})
const exited = once(service, 'exit')

let said = ''
for await (const text of service.stdout) {
  said += text
  const [, address] = /listens on {2}(\S+)/.exec(said) ?? []
  if (address === undefined) continue
  await fetch(`${address}/openapi.json`)
  service.kill('SIGTERM')
  break
}
const [code, signal] = await exited
await rm(folder, { recursive: true })
console.log(
  code === 0 ? 'The service started and stopped.' : `The service ended with ${signal ?? `exit code ${code}`}.`,
)
process.exitCode = code === 0 ? 0 : 1
