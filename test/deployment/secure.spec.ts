import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { readCompose, secretsIn, serversOf, variablesOf } from './compose.js'

describe('docker-compose.secure.yml', () => {
  const path = 'docker-compose.secure.yml'
  const text = readFileSync(path, 'utf8')
  const { services } = readCompose(path)
  const plain = readCompose('docker-compose.yml').services
  const environment = (one: string) => services[one]?.environment ?? {}

  it('holds no secret, and does not start without one', () => {
    expect(secretsIn(text)).toEqual([])
    expect(secretsIn('URL: x://me:pw1@host\nPASSWORD: pw2\nA_TOKEN: ${A:-x}')).toEqual(['pw1', 'pw2'])
    const asked = variablesOf(text)
    expect(asked).toHaveLength(2)
    expect(asked.filter((name) => text.includes(`\${${name}}`) || text.includes(`\${${name}:-`))).toEqual([])
  })

  it('changes what is there, and adds a task that makes certificates', () => {
    const added = Object.keys(services).filter((one) => plain[one] === undefined)
    expect(added).toEqual(['certificates'])
    expect(services['certificates']!.image).toBe(plain['mongodb']!.image)
    for (const server of ['eventstoredb', 'mongodb']) {
      expect(services[server]!.depends_on).toEqual({ certificates: { condition: 'service_completed_successfully' } })
    }
    const scripts = Object.values(services).flatMap(({ volumes = [] }) => volumes.filter((one) => one.startsWith('.')))
    expect(scripts.filter((one) => !existsSync(one.split(':')[0]!) || !one.endsWith(':ro'))).toEqual([])
  })

  it('asks the same servers with TLS and a password, and these ask for both', () => {
    for (const name of ['EVENTSTORE_URL', 'MONGODB_URL']) {
      const [before, after] = [plain['service']!.environment![name]!, environment('service')[name]!]
      expect(serversOf(after)).toEqual(serversOf(before))
      expect(after).toMatch(/^[a-z]+:\/\/\w+:\w+@/)
      const options = new URLSearchParams(after.split('?')[1])
      expect([options.get('tls'), options.get('tlsCAFile')]).toEqual(['true', '/authority/ca.crt'])
    }
    expect(environment('eventstoredb')['EVENTSTORE_INSECURE']).toBe('false')
    const { command = [] } = services['mongodb']!
    expect(command.slice(0, 4)).toEqual(plain['mongodb']!.command)
    expect(command[command.indexOf('--tlsMode') + 1]).toBe('requireTLS')
    expect(command).toContain('--keyFile')
  })

  it('gives everybody the authority, and each server its own certificate alone', () => {
    const mounted = (one: string) => services[one]!.volumes!.map((mount) => mount.split(':')[0])
    expect(mounted('service')).toEqual(['authority'])
    expect(mounted('mongodb-replica-set')).toEqual(['authority'])
    expect(mounted('eventstoredb')).toEqual(['authority', 'eventstoredb-certificates'])
    expect(mounted('mongodb')).toEqual(['authority', 'mongodb-certificates'])
  })
})
