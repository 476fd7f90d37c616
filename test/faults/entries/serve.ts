import 'reflect-metadata'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { pino } from 'pino'
import { createApp } from '../../../apps/ledger/src/app.js'

/** The service as `npm start` starts it, but with another clock. */
export async function serve(clock: () => Date = () => new Date()): Promise<void> {
  const settings = settingsFrom(process.env)
  const log = pino({ level: settings.logLevel })
  const ledger = await openLedger(settings, { log, clock })
  const app = await createApp(ledger, log)
  await ledger.start()
  await app.listen(settings.port, settings.host)
  const { port } = app.getHttpServer().address() as { port: number }
  process.stdout.write(`listens on  http://${settings.host}:${port}\n`)
}
