import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { timed, sideBySide } from '../measure.js'
import { startBareNest, startService } from '../processes.js'
import type { Served } from '../processes.js'
import { scaled } from '../row.js'
import type { Row } from '../row.js'

const CONNECTIONS = 32
const CUSTOMERS = 10_000

/** Every request is another purchase under a key of its own. Answers requests per second; throws where one was not answered 200. */
async function load({ url, headers }: Served, amount: number): Promise<number> {
  const setupRequest = (request: object) => {
    const purchase = randomUUID()
    const customer = Number.parseInt(purchase.slice(0, 8), 16) % CUSTOMERS
    return {
      ...request,
      path: `/v1/customers/c-${customer}/record-purchase`,
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': purchase },
      body: JSON.stringify({
        purchase,
        day: '2027-03-12',
        zone: 'Europe/Vienna',
        revenue: 12_500,
        productionCost: 7_000,
        currency: 'EUR',
      }),
    }
  }
  const { default: autocannon } = await import('autocannon')
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    amount,
    requests: [{ method: 'POST', setupRequest }],
  })
  if (result['2xx'] !== amount)
    throw new Error(
      `of ${amount} commands ${result['2xx']} were answered 2xx: ${JSON.stringify(result.statusCodeStats)}`,
    )
  return amount / result.duration
}

/** Waits until every view shows the last command, and says how long that took beyond the answers. */
async function caughtUp({ url, headers }: Served): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/v1/projections`, { headers })
    const { items } = (await answer.json()) as { items: { lag: { events: number } }[] }
    if (items.every(({ lag }) => lag.events === 0)) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const commandHttp: Row = {
  id: 'command-http',
  what: 'a command over HTTP: validated, idempotent, durable, all projections keeping up',
  against: 'a bare Nest + Fastify POST with the same validation',
  unit: 'requests/s',
  goal: { atLeast: 0.4 },
  async measure(stage) {
    const dataDir = join(stage.folder, 'command-http')
    await mkdir(dataDir)
    const service = await startService(dataDir)
    const bare = await startBareNest('bare-command.mjs')
    const amount = scaled(stage, 40_000)
    const behind: number[] = []
    try {
      const measured = await sideBySide(
        async () => {
          const rate = await load(service, amount)
          // What the views still lack when the last command is answered is part of the cost.
          const late = await timed(() => caughtUp(service))
          behind.push(late)
          return amount / (amount / rate + late / 1_000)
        },
        () => load(bare, amount),
      )
      return {
        ...measured,
        note: `views showed the last command ${Math.round(Math.max(...behind))} ms after its answer at the latest; included`,
      }
    } finally {
      await service.stop()
      await bare.stop()
    }
  },
}
