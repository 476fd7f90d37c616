import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Role } from '@ledger/access'
import { openLedger, settingsFrom } from '@ledger/ledger'
import type { Ledger } from '@ledger/ledger'
import { pino } from 'pino'
import { createApp } from '../../apps/ledger/src/app.js'
import { newPlace } from '../stacks/places.js'
import type { Place } from '../stacks/places.js'
import { differences } from './conforms.js'

/** The service as its users meet it: over HTTP, in a place of its own. */
export interface Service {
  readonly url: string
  readonly dataDir: string
  readonly ledger: Ledger
  readonly admin: string
  token(actor: string, ...roles: Role[]): Promise<string>
  /** Stops and starts again on the same data. */
  restart(): Promise<Service>
  stop(): Promise<void>
}

/** @param where in files where nothing is said */
export async function startService(where?: Place): Promise<Service> {
  const place = where ?? (await newPlace())
  const { dataDir, environment } = place
  const ledger = await openLedger(settingsFrom({ ...environment, PORT: '0', LOG_LEVEL: 'silent' }))
  const app: NestFastifyApplication = await createApp(ledger, pino({ level: 'silent' }))
  await ledger.start()
  await app.listen(0, '127.0.0.1')
  const { port } = app.getHttpServer().address() as { port: number }
  const close = async () => {
    await app.close()
    await ledger.close()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    ledger,
    admin: (await readFile(join(dataDir, 'token'), 'utf8')).trim(),
    token: async (actor, ...roles) => ledger.tokens.create({ actor, roles }),
    restart: async () => (await close(), startService(place)),
    stop: async () => {
      await close()
      await place.remove()
    },
  }
}

/** A service for the tests of a file, some of which start it again, and the calls of its first token. */
export function serving(place: () => Promise<Place>) {
  let service: Service
  beforeAll(async () => (service = await startService(await place())))
  afterAll(() => service.stop())
  const current = (): Calls => as(service, service.admin)
  const admin: Calls = {
    post: (...told) => current().post(...told),
    get: (...told) => current().get(...told),
    call: (...told) => current().call(...told),
  }
  return {
    admin,
    get service() {
      return service
    },
    /** Stops it and starts it again on the same data. */
    restart: async () => void (service = await service.restart()),
  }
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  // Journeys look into answers of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
}

export type Calls = ReturnType<typeof as>

/** Calls of one caller. Whatever comes back must be as the description of the API has it. */
export function as(service: Service, token: string) {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    const raw = typeof body === 'string'
    const response = await fetch(`${service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = /(application|problem)[/+]json/.test(response.headers.get('content-type') ?? '') && text !== ''
    const answer: unknown = json ? JSON.parse(text) : text
    const type = response.headers.get('content-type') ?? ''
    expect(differences(method, path, response.status, type, answer)).toEqual([])
    return { status: response.status, headers: response.headers, body: answer }
  }
  return {
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => call('POST', path, body, headers),
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    call,
  }
}
