import 'reflect-metadata'
import { BadSettings, CannotOpen, keepHeapSmall, openLedger, settingsFrom } from '@ledger/ledger'
import type { Settings } from '@ledger/ledger'
import { pino } from 'pino'
import { createApp } from './app.js'
import { startTracing } from './operations/tracing.js'
import { welcome } from './welcome.js'

/** How long a stop may take before the process ends all the same. */
const STOP_MS = 9_000

/** Exit codes: 0 stopped as asked, 2 a setting is wrong, 3 data or port cannot be had. */
async function main(): Promise<void> {
  keepHeapSmall()
  const settings = settingsFrom(process.env)
  const stopTracing = await startTracing(process.env)
  const log = pino({ level: settings.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] })
  const ledger = await openLedger(settings, { log })
  const app = await createApp(ledger, log)
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= (async () => {
      setTimeout(() => process.exit(1), STOP_MS).unref()
      await app.close()
      await ledger.close()
      await stopTracing()
      process.exit(0)
    })()
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  await ledger.start()
  await app.listen(settings.port, settings.host)
  const { port } = app.getHttpServer().address() as { port: number }
  process.stdout.write(await welcome({ ...settings, port } satisfies Settings, ledger))
}

main().catch((error: unknown) => {
  const { code, message } = error as { code?: string; message?: string }
  if (error instanceof BadSettings) fail(2, error.problems)
  if (error instanceof CannotOpen) fail(3, [error.message])
  if (code === 'EADDRINUSE') fail(3, [`${message}: another program listens there. Set PORT to another number.`])
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    fail(3, [`${message}: set HOST and PORT to an address that can be had.`])
  throw error
})

function fail(exitCode: number, lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`campaign-ledger: ${line}\n`)
  process.exit(exitCode)
}
