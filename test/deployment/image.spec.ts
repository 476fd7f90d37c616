import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import dockerignore from '@balena/dockerignore'
import { describe, expect, it } from '@jest/globals'
import { settingsFrom } from '@ledger/ledger'
import { sources } from '../architecture/sources.js'
import { readDockerfile } from './dockerfile.js'
import type { Stage } from './dockerfile.js'

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>
  readonly engines: { readonly node: string }
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const stages = readDockerfile()
const image = stages.at(-1)!
const ignored = dockerignore.default().add(readFileSync('.dockerignore', 'utf8'))
/** What a stage copies out of the repository, as it is written. */
const takenBy = (stage: Stage) => stage.copied.flatMap((one) => (one.from === undefined ? one.sources : []))
/** The same, with all files in the folders. */
const filesTakenBy = (stage: Stage) => takenBy(stage).flatMap((path) => [path, ...globSync(`${path}/**/*.*`)])

describe('the image', () => {
  it('has stages on the Node that the tests run on, pinned', () => {
    const version = manifest.devDependencies['node']!
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(`>=${version.split('.')[0]}`).toBe(manifest.engines.node)
    expect(stages.map(({ base }) => base)).toEqual(stages.map(() => `node:${version}-bookworm-slim`))
    expect(stages.length).toBeGreaterThan(1)
  })

  it('installs what the lock file says, and nothing of the developers in what runs', () => {
    const installs = stages.map(({ lines }) => lines.filter((line) => /npm (ci|i|install)\b/.test(line)))
    expect(installs.flat().filter((line) => !/npm ci --/.test(line))).toEqual([])
    const runtime = stages.find(
      ({ name }) => name === image.copied.find(({ target }) => target === 'node_modules')?.from,
    )
    expect(runtime?.lines.join('\n')).toContain('npm ci --omit=dev')
  })

  it('gets what it copies, and the builder all sources', () => {
    const taken = stages.flatMap(takenBy)
    expect(taken.filter((path) => !existsSync(path) || path.startsWith('..'))).toEqual([])
    const wanted = [...taken, ...sources.map(({ path }) => path)]
    expect(wanted.length).toBeGreaterThan(100)
    expect(wanted.filter((path) => ignored.ignores(path))).toEqual([])
    const files = new Set(stages.flatMap(filesTakenBy))
    expect(wanted.filter((path) => !files.has(path))).toEqual([])
  })

  it('copies from stages that are there', () => {
    const names = stages.slice(0, -1).map(({ name }) => name)
    const named = stages.flatMap(({ copied }) => copied.flatMap(({ from }) => from ?? []))
    expect(named.length).toBeGreaterThan(1)
    expect(named.filter((name) => !names.includes(name))).toEqual([])
  })

  it('never sees secrets, data, tests and the history', () => {
    const secrets = ['.env', 'docker-compose.override.yml', '.git/config', 'data/token', 'data/keys.sqlite']
    const tests = ['libs/access/src/tokens.spec.ts', 'libs/access/testing/index.ts', 'test/races/main.ts']
    const made = ['node_modules/pino/pino.js', 'dist/apps/ledger/bundle/main.js']
    expect([...secrets, ...tests, ...made].filter((path) => !ignored.ignores(path))).toEqual([])
  })

  it('runs as a user who owns its data and not its program', () => {
    const user = image.argumentsOf('USER')
    expect(user).toBe('node')
    const before = image.lines.slice(0, image.lines.indexOf(`USER ${user}`))
    expect(before.some((line) => /--owner=node .*\/data\b/.test(line))).toBe(true)
    expect(image.lines.filter((line) => line.startsWith('COPY') && line.includes('--chown'))).toEqual([])
  })

  it('starts node itself, as `npm start` does, so that a signal reaches it', () => {
    expect(image.programOf('CMD')?.join(' ')).toBe(manifest.scripts['start'])
    expect(image.argumentsOf('ENTRYPOINT')).toBeUndefined()
    expect(image.programOf('HEALTHCHECK')).toEqual(['node', 'scripts/healthy.mjs'])
  })

  it('listens where it says, and keeps its data in a volume', () => {
    const { port, host, dataDir } = settingsFrom(image.environment)
    expect({ port: String(port), host, dataDir }).toEqual({
      port: image.argumentsOf('EXPOSE'),
      host: '0.0.0.0',
      dataDir: image.argumentsOf('VOLUME'),
    })
    expect(image.environment['NODE_ENV']).toBe('production')
  })

  it('holds every script that it runs, and what these import', () => {
    const held = takenBy(image)
    const named = image.lines.flatMap((line) => [...line.matchAll(/scripts\/[a-z-]+\.mjs/g)].map(([path]) => path))
    const imported = [...new Set(named)].flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/'(\.{1,2}\/[^']+\.mjs)'/g)].map(([, to]) =>
        to!.startsWith('./scripts/') ? posix.normalize(to!) : posix.join(posix.dirname(path), to!),
      ),
    )
    expect(named.length).toBeGreaterThan(3)
    expect([...named, ...imported].filter((path) => !held.includes(path))).toEqual([])
  })

  it('has every package that the program imports', () => {
    // Writes the description of the API for `npm run openapi`; no part of the service.
    const program = sources.filter(({ path }) => !path.endsWith('/write-openapi.ts'))
    const late = program.flatMap(({ text }) => [...text.matchAll(/import\('([^.'][^']*)'\)/g)].map(([, name]) => name!))
    const named = [...program.flatMap(({ packages }) => packages), ...late].map((name) =>
      name.split('/', name.startsWith('@') ? 2 : 1).join('/'),
    )
    const outside = [...new Set(named)].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
    expect(outside.length).toBeGreaterThan(15)
    expect(outside.filter((name) => manifest.dependencies[name] === undefined)).toEqual([])
  })
})
