import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { Command } from 'commander'
import { program } from '../../apps/cli/src/program.js'
import { parseCompose, readCompose } from './compose.js'
import { readDockerfile } from './dockerfile.js'

const howTo = readFileSync('docs/how-to/run-with-docker.md', 'utf8')
const blocks = (language: string) =>
  [...howTo.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text!)
/** One command a line, as it is typed. */
const commands = blocks('sh')
  .flatMap((block) => block.replaceAll('\\\n', ' ').split(/\n|&&/))
  .map((line) => line.replace(/#.*/, '').trim())
const plain = readCompose('docker-compose.yml')
const cluster = readCompose('docker-compose.cluster.yml')

describe('docs/how-to/run-with-docker.md', () => {
  it('calls compose with files, commands and services that are there', () => {
    const files = [...howTo.matchAll(/--file (\S+\.yaml)/g)].map(([, file]) => file!)
    expect(files.filter((file) => !existsSync(file))).toEqual([])
    const services = (line: string) =>
      Object.keys((line.includes('docker-compose.cluster.yml') ? cluster : plain).services)
    const named = commands.flatMap((line) => {
      const [, verb, rest = ''] = /docker compose (?:--file \S+ )*(\w+)(.*)/.exec(line) ?? []
      const words = rest.split(' ').filter((word) => /^[a-z]+(-[a-z0-9]+)*$/.test(word))
      const wanted = ['exec', 'run'].includes(verb!) ? words.slice(0, 1) : verb === 'cp' ? [] : words
      return wanted.map((service) => ({ line, service, there: services(line).includes(service) }))
    })
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(({ there }) => !there)).toEqual([])
  })

  it('calls commands and options of the command line that are there', () => {
    const called = commands.flatMap(
      (line) => / service +ledger ([a-z]+(?: [a-z]+)?)(.*)/.exec(line)?.slice(1, 3).join('|') ?? [],
    )
    expect(called.length).toBeGreaterThan(3)
    for (const [words, rest] of called.map((one) => one.split('|') as [string, string])) {
      const command = words.split(' ').reduce<Command | undefined>(
        (parent, word) => parent?.commands.find((one) => one.name() === word),
        program(() => undefined),
      )
      expect([words, command?.name()]).toEqual([words, words.split(' ').at(-1)])
      const options = [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option!)
      expect(options.filter((one) => !command!.options.some(({ long }) => long === one))).toEqual([])
    }
  })

  it('names volumes and images as they are', () => {
    const mounted = [...howTo.matchAll(/--volume campaign-ledger_([a-z-]+):/g)].map(([, volume]) => volume!)
    expect(new Set(mounted)).toEqual(new Set(['eventstoredb']))
    const rows = [...howTo.matchAll(/^\| `([a-z]+)` +\|/gm)].map(([, volume]) => volume!)
    expect(rows).toHaveLength(3)
    expect([...mounted, ...rows].filter((volume) => !Object.keys(plain.volumes!).includes(volume))).toEqual([])
    const images = [...howTo.matchAll(/ (node:\S+) tar/g)].map(([, image]) => image!)
    expect(new Set(images)).toEqual(new Set([readDockerfile().at(-1)!.base]))
  })

  it('says the defaults of `.env` as they are', () => {
    const rows = [...howTo.matchAll(/^\| `([A-Z_]+)` +\| `(\S+)` +\|/gm)].map(([, name, value]) => [name!, value!])
    expect(rows).toHaveLength(3)
    const text = readFileSync('docker-compose.yml', 'utf8')
    expect(rows.filter(([name, value]) => !text.includes(`\${${name}:-${value}}`))).toEqual([])
  })

  it('shows an override of a service that is there, by a setting that is there', () => {
    const settings = readFileSync('docs/reference/settings.md', 'utf8')
    const overrides = blocks('yaml').map((block) => Object.entries(parseCompose(block).services))
    expect(overrides).toHaveLength(1)
    for (const [service, { environment }] of overrides.flat()) {
      expect(Object.keys(plain.services)).toContain(service)
      expect(Object.keys(environment!).filter((name) => !settings.includes(`\`${name}\``))).toEqual([])
    }
  })
})

describe('docs/how-to/run-on-eventstoredb-and-mongodb.md', () => {
  it('names every collection that there is in MongoDB, so that whoever backs them up forgets none', () => {
    const told = readFileSync('docs/how-to/run-on-eventstoredb-and-mongodb.md', 'utf8')
    const sources = globSync('libs/*/src/**/mongodb/*.ts').filter((file) => !file.endsWith('.spec.ts'))
    const named = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/collection(?:<.*?>)?\('(\w+)'/g)].map(([, name]) => name!),
    )
    expect(named.length).toBeGreaterThan(12)
    expect(named.filter((name) => !told.includes(`\`${name}\``))).toEqual([])
  })
})
