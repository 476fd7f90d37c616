import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { roles, strangers } from './check/access.js'
import type { Finding } from './check/finding.js'
import { formulasOverCommandLine, formulasOverHttp, writeFormulas } from './check/formulas.js'
import { replayed } from './check/replay.js'
import { onslaught } from './onslaught.js'
import type { Onslaught, OnslaughtOptions } from './onslaught.js'
import { openHouse, readJson } from './service/house.js'
import type { House } from './service/house.js'

export interface AbuseReport {
  readonly onslaught: Onslaught
  /** How often somebody without the right token knocked. */
  readonly knocks: number
  readonly findings: readonly Finding[]
}

/** Abuses a service of its own from the outside and says what must not be. */
export async function abuse(options: OnslaughtOptions): Promise<AbuseReport> {
  const house = await openHouse()
  const { service, client, description, tokens } = house
  try {
    await writeFormulas(client, service.admin)
    const access = [await strangers(client, description, tokens), await roles(client, description, tokens)]
    const outcome = await onslaught(house, options)
    const served = [...sameDescription(house), ...(await formulasOverHttp(house)), ...(await wellAfterwards(house))]
    client.close()
    await service.end()
    const kept = [...(await formulasOverCommandLine(service.dataDir)), ...(await replayed(service.dataDir))]
    const findings = [...access.flatMap((one) => one.findings), ...outcome.findings, ...served, ...kept]
    return { onslaught: outcome, knocks: access.reduce((sum, { asked }) => sum + asked, 0), findings }
  } finally {
    client.close()
    await service.remove()
  }
}

function sameDescription({ document }: House): readonly Finding[] {
  const kept = JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as unknown
  if (isDeepStrictEqual(document, kept)) return []
  return [{ check: 'the description is the one that is kept', what: 'run npm run openapi and look at what changed' }]
}

/** Whether the service is what it was: ready, without a fault in its log, with views that keep up and nothing parked. */
async function wellAfterwards({ service, client }: House): Promise<readonly Finding[]> {
  const check = 'the service is well afterwards'
  const { status, checks } = await readJson<{ status: string; checks: object }>(client, service.admin, '/health/ready')
  const views = await readJson<{ items: readonly { name: string; parked: number }[] }>(
    client,
    service.admin,
    '/v1/projections',
  )
  const parked = views.items.filter(({ parked }) => parked > 0)
  const faults = service
    .log()
    .split('\n')
    .filter((line) => line !== '')
  return [
    ...(status === 'ready' ? [] : [{ check, what: JSON.stringify(checks) }]),
    ...parked.map(({ name, parked }) => ({ check, what: `${parked} keys of ${name} are parked` })),
    ...faults.slice(0, 20).map((line) => ({ check, what: `it logged ${line.slice(0, 1_000)}` })),
  ]
}
