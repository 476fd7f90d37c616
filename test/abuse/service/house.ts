import { describe } from '../description.js'
import type { Description, OpenApi } from '../description.js'
import type { GivenCursor } from '../generate/cursors.js'
import { Client } from './client.js'
import { fill, teller } from './content.js'
import { cursorsOf } from './given-cursors.js'
import { startServiceProcess } from './service-process.js'
import type { ServiceProcess } from './service-process.js'
import { Tokens } from './tokens.js'

/** A service with something in it, and what is needed to ask it. */
export interface House {
  readonly service: ServiceProcess
  readonly client: Client
  readonly tokens: Tokens
  /** As the service itself gives it out. */
  readonly document: OpenApi
  readonly description: Description
  readonly cursors: readonly GivenCursor[]
}

/** Starts a service and fills it. It is the caller's to remove. */
export async function openHouse(): Promise<House> {
  const service = await startServiceProcess()
  const client = new Client(service)
  try {
    const tokens = await Tokens.open(service)
    const position = await fill(teller(client, service.admin), teller(client, tokens.of('approver')))
    const document = await readJson<OpenApi>(client, service.admin, '/openapi.json')
    const description = describe(document)
    // What comes after is asked of views that show everything.
    await readJson(client, service.admin, `/v1/customers?minPosition=${position}`)
    await readJson(client, service.admin, `/v1/campaigns?minPosition=${position}`)
    await readJson(client, service.admin, `/v1/campaigns/fair/participants?minPosition=${position}`)
    return {
      service,
      client,
      tokens,
      document,
      description,
      cursors: await cursorsOf(client, service.admin, description),
    }
  } catch (error) {
    await service.remove()
    throw error
  }
}

/** @throws Error where the answer is not 200 */
export async function readJson<T>(client: Client, token: string, target: string): Promise<T> {
  const headers = [['Authorization', `Bearer ${token}`]] as const
  const { status, text } = await client.send({ method: 'GET', target, headers })
  if (status !== 200) throw new Error(`${target}: ${status} ${text}`)
  return JSON.parse(text) as T
}
