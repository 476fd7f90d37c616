import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkService } from '../checks/service.js'
import { entryOf } from '../entry.js'
import type { Journey, Outcome } from '../journey.js'
import { preparedPlace } from '../place.js'
import type { Place, Running } from '../place.js'
import { randomOf } from '../random.js'
import { summaryOf } from '../summary.js'
import { comesTrue, during, pause } from '../waiting.js'

const VIEW = 'participants'
const LOAD_MS = 1_500

/** A projection that throws on the events of one person. */
export const poisonEvent: Journey = {
  name: 'poison-event',
  about: 'a projection throws on one event: that key is parked, others go on, the alarm shows, a replay heals it',
  async run({ stack, seed, ...circumstances }): Promise<Outcome> {
    await using place = await preparedPlace('poison', { stack, seed, ...circumstances })
    const antidote = join(place.dataDir, 'antidote')
    const environment = { POISONED: VIEW, POISON: 'poison', ANTIDOTE: antidote }
    const service = await place.start({ entry: entryOf('with-poison'), environment })
    const desk = `/v1/campaigns/s${seed}-fair-0/desk`
    const { position } = (await service.admin.post(`${desk}/register`, { customer: 'poison' })).body as {
      position: number
    }
    await during(
      place.load,
      () => service.url,
      () => pause(LOAD_MS),
    )
    const key = await parkedKey(service)
    const found =
      key === undefined ? [`nothing of ${VIEW} is parked`] : await whileParked(place, service, seed, key, position)
    writeFileSync(antidote, '')
    if (key !== undefined) found.push(...(await healed(service, key)))
    const checked = await checkService(stack, place, service, randomOf(`poison/${seed}`))
    await service.process.end('SIGKILL')
    return {
      told: [`parked: ${key ?? 'nothing'}`, ...summaryOf(place.load, checked.log)],
      found: [...found, ...checked.found],
    }
  },
}

async function parkedKey({ admin }: Running): Promise<string | undefined> {
  let keys: { key: string }[] = []
  await comesTrue(async () => {
    keys = (await admin.get(`/v1/projections/${VIEW}/parked`)).body.items as { key: string }[]
    return keys.length > 0
  })
  return keys.length === 1 ? keys[0]!.key : undefined
}

async function whileParked(place: Place, service: Running, seed: string, key: string, position: number) {
  const { admin, url, process: child } = service
  const found: string[] = []
  const expect = (is: boolean, what: string) => void (is || found.push(what))
  const alarm = child.output().includes('a projection needs attention') && child.output().includes(`"key":"${key}"`)
  expect(alarm, 'the log holds no alarm')
  const metrics = (await admin.get('/metrics')).body as string
  expect(metrics.includes(`ledger_view_parked_keys{view="${VIEW}"} 1`), 'the metrics show no parked key')
  const shown = async () =>
    (await admin.get('/v1/projections')).body.items as { name: string; parked: number; lag: { events: number } }[]
  const goesOn = await comesTrue(async () => (await shown()).every(({ lag }) => lag.events === 0))
  expect(goesOn, `others do not go on: ${JSON.stringify(await shown())}`)
  expect((await shown()).find(({ name }) => name === VIEW)?.parked === 1, 'the list of projections shows no parked key')
  const inspected = await admin.get(`/v1/projections/${VIEW}/parked/${encodeURIComponent(key)}`)
  expect(inspected.body.event?.position === position, 'the event that failed is not shown')
  // What comes for the same key waits behind it; what comes for another one does not.
  const desk = `/v1/campaigns/s${seed}-fair-0`
  await place.at(url).post(`${desk}/desk/cancel`, { customer: 'poison' })
  const other = await admin.post(`${desk}/participants/healthy/target`, { group: 'all' })
  const query = `?minPosition=${other.body.position as number}`
  expect((await admin.get(`${desk}/participants/healthy${query}`)).status === 200, 'a healthy key is not shown')
  expect((await admin.get(`${desk}/participants/poison${query}`)).status === 404, 'a parked key is shown half')
  return found
}

async function healed({ admin }: Running, key: string): Promise<readonly string[]> {
  const asked = await admin.post(`/v1/projections/${VIEW}/parked/${encodeURIComponent(key)}/replay`)
  if (asked.status !== 202) return [`the replay is refused: ${JSON.stringify(asked.body)}`]
  const gone = await comesTrue(async () => (await admin.get(`/v1/projections/${VIEW}/parked`)).body.items.length === 0)
  return gone ? [] : ['the replay does not heal it']
}
