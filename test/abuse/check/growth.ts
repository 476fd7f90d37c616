import type { Client } from '../service/client.js'
import type { ServiceProcess } from '../service/service-process.js'
import type { Finding } from './finding.js'

/** How large the service is, with everything gone that can go. */
export interface Size {
  /** Bytes of the JavaScript heap in use after a full collection. */
  readonly heap: number
  /** Bytes of the process in memory. */
  readonly resident: number
  /** Files and sockets that it holds open. */
  readonly open: number
}

const MB = 1_048_576

/** What the service may be larger at the end than after its first requests, however many there were in between. */
export const allowed: Size = { heap: 8 * MB, resident: 96 * MB, open: 8 }

/** Measures the service while nobody asks for anything. Connections of the client are given back first. */
export async function sizeOf(service: ServiceProcess, client: Client): Promise<Size> {
  client.close()
  const heap = await service.inspector.heapInUse()
  const metrics = (await client.send({ method: 'GET', target: '/metrics', headers: [['Connection', 'close']] })).text
  const metric = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? NaN)
  return { heap, resident: metric('process_resident_memory_bytes'), open: metric('process_open_fds') }
}

/** What has grown beyond what is allowed. */
export function growth(before: Size, after: Size): readonly Finding[] {
  const grown = (Object.keys(allowed) as (keyof Size)[]).filter((one) => after[one] - before[one] > allowed[one])
  return grown.map((one) => ({
    check: 'no growth',
    what: `${one} was ${inUnits(one, before[one])} after the first requests and is ${inUnits(one, after[one])}`,
  }))
}

export const inUnits = (what: keyof Size, value: number): string =>
  what === 'open' ? String(value) : `${(value / MB).toFixed(1)} MB`
