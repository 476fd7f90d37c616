import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { processRoles } from '@ledger/ledger'
import { readCompose, secretsIn, serversOf, variablesOf } from './compose.js'
import type { ComposeService } from './compose.js'
import { readDockerfile } from './dockerfile.js'

const files = ['docker-compose.yml', 'docker-compose.cluster.yml']
const image = readDockerfile().at(-1)!
const text = (path: string) => readFileSync(path, 'utf8')
const seconds = (duration = '0s') => Number.parseInt(duration, 10) * (duration.endsWith('m') ? 60 : 1)
const hostOf = (server: string) => server.split(':')[0]!
/** Where the images keep what must outlive a container. */
const STATE: Readonly<Record<string, readonly string[]>> = {
  'eventstore/eventstore': ['/var/lib/eventstore', '/var/log/eventstore'],
  mongo: ['/data/db', '/data/configdb'],
}

describe.each(files)('%s', (path) => {
  const { name, services, networks = {}, volumes = {} } = readCompose(path)
  const entries = Object.entries(services)
  const namesWhere = (wrong: (service: ComposeService, name: string) => boolean) =>
    entries.filter(([one, service]) => wrong(service, one)).map(([one]) => one)
  const isOurs = (service: ComposeService) => service.build !== undefined
  const conditions = entries.flatMap(([, service]) => Object.entries(service.depends_on ?? {}))
  /** Does one thing and ends. */
  const isTask = (one: string) =>
    conditions.some(([on, { condition }]) => on === one && condition === 'service_completed_successfully')

  it('has a name of its own, so that its volumes are no one else’s', () => {
    expect(name).toMatch(/^campaign-ledger/)
    expect(files.map((one) => readCompose(one).name).filter((one) => one === name)).toHaveLength(1)
  })

  it('pins every image that is not built here', () => {
    expect(namesWhere((service) => (service.build === undefined) === (service.image === undefined))).toEqual([])
    const exact = /^[a-z/]+:\d+\.\d+\.\d+(-[a-z]+)?$/
    expect(namesWhere(({ image: pulled }) => pulled !== undefined && !exact.test(pulled))).toEqual([])
    expect(
      namesWhere(({ image: pulled }) => pulled?.startsWith('eventstore/') === true && !pulled.includes(':24.6.')),
    ).toEqual([])
    expect(namesWhere(({ build }) => build !== undefined && build !== '.')).toEqual([])
  })

  it('holds no secret', () => {
    expect(secretsIn(text(path))).toEqual([])
  })

  it('keeps every service going, and looks whether it is well', () => {
    expect(namesWhere(({ restart }, one) => restart !== (isTask(one) ? 'on-failure' : 'unless-stopped'))).toEqual([])
    expect(namesWhere((service, one) => !isTask(one) && !isOurs(service) && !service.healthcheck)).toEqual([])
    expect(namesWhere(({ healthcheck }) => healthcheck !== undefined && !/^CMD$/.test(healthcheck.test[0]!))).toEqual(
      [],
    )
    expect(image.programOf('HEALTHCHECK')).toBeDefined()
  })

  it('gives a service the time that it takes to stop', () => {
    const [, stop] = /STOP_MS = ([\d_]+)/.exec(text('apps/ledger/src/main.ts'))!
    const needed = Number(stop!.replaceAll('_', '')) / 1_000
    expect(needed).toBeGreaterThan(1)
    expect(namesWhere((service) => isOurs(service) && seconds(service.stop_grace_period) <= needed)).toEqual([])
    expect(namesWhere((service) => isOurs(service) && service.init !== true)).toEqual([])
  })

  it('keeps everything that must last in named volumes, and no two servers in one', () => {
    const mounts = entries.flatMap(([one, { volumes: mounted = [] }]) =>
      mounted
        .filter((mount) => !mount.startsWith('.'))
        .map((mount) => ({ one, volume: mount.split(':')[0]!, at: mount.split(':')[1]! })),
    )
    expect([...new Set(mounts.map(({ volume }) => volume))].toSorted()).toEqual(Object.keys(volumes).toSorted())
    const missing = entries.flatMap(([one, service]) => {
      const state = isOurs(service) ? [image.argumentsOf('VOLUME')!] : STATE[service.image!.split(':')[0]!]!
      const held = [...mounts.filter((mount) => mount.one === one).map(({ at }) => at), ...(service.tmpfs ?? [])]
      return state.filter((folder) => !held.includes(folder)).map((folder) => `${one}: ${folder}`)
    })
    expect(missing).toEqual([])
    const ofServers = mounts.filter(({ one }) => !isOurs(services[one]!)).map(({ volume }) => volume)
    expect(new Set(ofServers).size).toBe(ofServers.length)
  })

  it('mounts files of the repository to be read only', () => {
    const mounted = entries.flatMap(([, service]) => (service.volumes ?? []).filter((mount) => mount.startsWith('.')))
    expect(mounted.length).toBeGreaterThan(0)
    expect(mounted.filter((mount) => !existsSync(mount.split(':')[0]!) || !mount.endsWith(':ro'))).toEqual([])
  })

  it('lets nobody in but from this machine, and to the service alone', () => {
    const published = entries.flatMap(([, service]) => service.ports ?? [])
    expect(published.length).toBeGreaterThan(0)
    const port = image.argumentsOf('EXPOSE')
    expect(published.filter((one) => !new RegExp(`^127\\.0\\.0\\.1:\\d+:${port}$`).test(one))).toEqual([])
    expect(new Set(published).size).toBe(published.length)
    expect(namesWhere((service) => service.ports !== undefined && !isOurs(service))).toEqual([])
    expect(namesWhere((service) => !isOurs(service) && service.networks?.join() !== 'stores')).toEqual([])
    expect(networks['stores']?.internal).toBe(true)
  })

  it('starts the service when the servers that it is told are well', () => {
    const ours = entries.filter(([, service]) => isOurs(service))
    expect(ours.length).toBeGreaterThan(0)
    for (const [, { environment = {}, depends_on: awaited = {}, networks: joined }] of ours) {
      const servers = ['EVENTSTORE_URL', 'MONGODB_URL'].flatMap((one) => serversOf(environment[one] ?? ''))
      const healthy = Object.keys(awaited).filter((one) => awaited[one]!.condition === 'service_healthy')
      expect(servers.map(hostOf).toSorted()).toEqual(healthy.toSorted())
      expect(joined).toEqual(['default', 'stores'])
      expect(Object.keys(awaited).filter(isTask)).toEqual(['mongodb-replica-set'])
    }
    expect(conditions.filter(([on]) => services[on] === undefined)).toEqual([])
  })

  it('makes the replica set that the service asks for', () => {
    const { MEMBERS, REPLICA_SET } = services['mongodb-replica-set']!.environment!
    const members = MEMBERS!.split(',')
    for (const [, { environment = {} }] of entries.filter(([, service]) => isOurs(service))) {
      const url = environment['MONGODB_URL']!
      expect(serversOf(url)).toEqual(members)
      expect(new URLSearchParams(url.split('?')[1]).get('replicaSet')).toBe(REPLICA_SET)
    }
    for (const member of members) {
      const { command = [] } = services[hostOf(member)]!
      expect(command[command.indexOf('--replSet') + 1]).toBe(REPLICA_SET)
    }
    const { command = [] } = services['mongodb-replica-set']!
    expect(serversOf(command.find((one) => one.startsWith('mongodb://'))!)).toEqual(members.slice(0, 1))
  })
})

describe('docker-compose.cluster.yml', () => {
  const { services } = readCompose('docker-compose.cluster.yml')

  it('runs two of each role, and no role twice in a process', () => {
    const started = Object.values(services).flatMap(({ environment, deploy }) =>
      environment?.['ROLES'] === undefined ? [] : Array<string>(deploy?.replicas ?? 1).fill(environment['ROLES']),
    )
    expect(started.toSorted()).toEqual([...processRoles, ...processRoles].toSorted())
  })

  it('lets the nodes of EventStoreDB find each other, and callers find them', () => {
    const nodes = Object.entries(services).filter(([, { image: pulled }]) => pulled?.startsWith('eventstore/'))
    expect(nodes).toHaveLength(3)
    const all = nodes.map(([one]) => `${one}:2113`)
    for (const [one, { environment: set = {} }] of nodes) {
      expect(set['EVENTSTORE_CLUSTER_SIZE']).toBe(String(nodes.length))
      expect(set['EVENTSTORE_GOSSIP_SEED']!.split(',')).toEqual(all.filter((seed) => seed !== `${one}:2113`))
      expect(set['EVENTSTORE_NODE_HOST_ADVERTISE_AS']).toBe(one)
      expect(set['EVENTSTORE_REPLICATION_HOST_ADVERTISE_AS']).toBe(one)
    }
    expect(serversOf(services['api-1']!.environment!['EVENTSTORE_URL']!)).toEqual(all)
  })
})

describe('.env.example', () => {
  it('names every variable of the compose files, sets none, and the real one is nowhere kept', () => {
    const named = [...text('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, one]) => one!)
    expect(named.toSorted()).toEqual(
      [...new Set([...files, 'docker-compose.secure.yml'].flatMap((path) => variablesOf(text(path))))].toSorted(),
    )
    expect(
      text('.env.example')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#')),
    ).toEqual([])
    expect(text('.gitignore').split('\n')).toContain('.env')
  })
})
