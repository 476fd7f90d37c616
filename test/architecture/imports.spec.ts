import { describe, expect, it } from '@jest/globals'
import { circles, sources } from './sources.js'

const library = (path: string): string => path.split('/').slice(0, 2).join('/')
const violations = (wrong: (source: (typeof sources)[number]) => readonly string[]): readonly string[] =>
  sources.flatMap((source) => wrong(source).map((what) => `${source.path} imports ${what}`))

describe('who may import what', () => {
  it('sees the sources', () => {
    expect(sources.length).toBeGreaterThan(100)
  })

  it('finds a circle where there is one', () => {
    expect(
      circles(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['a → b → c → a'])
  })

  it('has no circle of files', () => {
    expect(circles(new Map(sources.map(({ path, files }) => [path, files])))).toEqual([])
  })

  it('has no circle of libraries, types included', () => {
    const graph = new Map<string, string[]>()
    for (const { path, text } of sources) {
      const named = [...text.matchAll(/from '@ledger\/([a-z-]+)'/g)].map(([, name]) => `libs/${name}`)
      graph.set(library(path), [...(graph.get(library(path)) ?? []), ...named])
    }
    expect(circles(graph)).toEqual([])
  })

  it('names a database only inside its adapter', () => {
    const clients: Readonly<Record<string, RegExp>> = {
      'node:sqlite': /\/sqlite\//,
      mongodb: /\/mongodb\//,
      '@eventstore/db-client': /\/eventstoredb\//,
    }
    const clientOf = (specifier: string) =>
      Object.keys(clients).find((one) => specifier === one || specifier.startsWith(`${one}/`)) ?? ''
    // A group of lines that need not be adjacent is collected in a temporary file of the import, which is no store.
    const scratch = /^libs\/imports\/src\//
    expect(
      violations(({ path, packages }) =>
        packages.filter(
          (one) => clients[clientOf(one)]?.test(path) === false && !(one === 'node:sqlite' && scratch.test(path)),
        ),
      ),
    ).toEqual([])
  })

  it('keeps frameworks and databases out of aggregates, decisions, reactions and projections', () => {
    const pure = sources.filter(({ text }) =>
      /^export const \w+ = (aggregate|decide|view|reaction|event)\(/m.test(text),
    )
    expect(pure.length).toBeGreaterThan(30)
    const foreign = /^(@nestjs\/|fastify|node:(?!assert)|mongodb|@eventstore\/|rxjs|pino)/
    const wrong = pure.flatMap(({ path, packages, libraries }) => {
      const kits = libraries.filter((one) => ['@ledger/http', '@ledger/ledger', '@ledger/access'].includes(one))
      return [...packages.filter((one) => foreign.test(one)), ...kits].map((one) => `${path} imports ${one}`)
    })
    expect(wrong).toEqual([])
  })

  it('keeps the verifier of bundles free of everything but Node', () => {
    const own = sources.filter(({ path }) => path.startsWith('libs/proof-verifier/'))
    expect(own.length).toBeGreaterThan(10)
    const foreign = ({ packages, libraries }: (typeof own)[number]) => [
      ...packages.filter((one) => !one.startsWith('node:')),
      ...libraries,
    ]
    expect(own.flatMap(foreign)).toEqual([])
  })

  it('has one barrel per library, and nobody goes around it or imports their own', () => {
    const barrels = sources.filter(({ path }) => path.endsWith('/index.ts')).map(({ path }) => path)
    expect(barrels.filter((path) => !/^libs\/[a-z-]+\/src\/index\.ts$/.test(path))).toEqual([])
    const isOpen = (file: string) => file.endsWith('src/index.ts') || file === 'package.json'
    expect(
      violations(({ path, files, libraries }) => [
        ...files.filter((file) => library(file) !== library(path) && !isOpen(file)),
        ...libraries.filter((one) => `libs/${one.slice('@ledger/'.length)}` === library(path)),
      ]),
    ).toEqual([])
  })

  it('lets no command slice import another one', () => {
    const slice = (path: string) => /^libs\/[a-z]+\/src\/([a-z]+(?:-[a-z]+)+)\//.exec(path)?.[1]
    const verbs =
      /^(accept|amend|approve|begin|cancel|change|check|close|decline|describe|draft|end|evaluate|expire|finish|give|invite|open|qualify|record|register|reject|reverse|revise|send|set|sign|start|submit|take|target|undo)-/
    const isCommand = (path: string) => verbs.test(slice(path) ?? '')
    expect(
      violations(({ path, files }) =>
        isCommand(path) ? files.filter((file) => isCommand(file) && slice(file) !== slice(path)) : [],
      ),
    ).toEqual([])
  })
})
