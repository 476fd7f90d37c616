import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { settingsFrom } from '@ledger/ledger'
import { readCompose } from './compose.js'
import { readDockerfile } from './dockerfile.js'

const image = readDockerfile().at(-1)!
const settings = readFileSync('docs/reference/settings.md', 'utf8')
/** The certificate of the authority is read when the settings are, but not looked into: any file will do. */
const here = (value: string) => value.replace('/authority/ca.crt', resolve('package.json'))

describe.each(['docker-compose.yml', 'docker-compose.cluster.yml', 'docker-compose.secure.yml'])('%s', (path) => {
  const environments = Object.values(readCompose(path).services)
    .map(({ environment = {} }) => environment)
    .filter((one) => one['EVENTSTORE_URL'] !== undefined)

  it('tells every process of the service what it understands', () => {
    expect(environments.length).toBeGreaterThan(0)
    for (const environment of environments) {
      expect(Object.keys(environment).filter((name) => !settings.includes(`\`${name}\``))).toEqual([])
      const told = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, here(value)]))
      expect(settingsFrom({ ...image.environment, ...told })).toMatchObject({
        eventStore: { url: told['EVENTSTORE_URL'] },
        mongoUrl: told['MONGODB_URL'],
      })
    }
  })
})
