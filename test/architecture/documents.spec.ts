import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { statusOfRefusal } from '@ledger/http'
import { phases } from '@ledger/campaigns'
import { sources } from './sources.js'

const found = (pattern: RegExp) => sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, code]) => code!))

describe('the documents', () => {
  const refusals = readFileSync('docs/reference/refusals.md', 'utf8')
  const rows = [...refusals.matchAll(/^\|([^|]+)\|\s*(\d{3})\s*\|/gm)].flatMap(([, codes, status]) =>
    [...codes!.matchAll(/`([a-z-]+)`/g)].map(([, code]) => [code!, Number(status)] as const),
  )

  it('list every refusal of the domain, with its status', () => {
    const codes = [...new Set(found(/refuse\(\s*'([a-z-]+)'/g))].toSorted()
    expect(codes.length).toBeGreaterThan(30)
    const listed = new Map(rows)
    expect(codes.map((code) => [code, listed.get(code)])).toEqual(codes.map((code) => [code, statusOfRefusal(code)]))
  })

  it('list every other error', () => {
    const codes = [
      ...found(/problem\(\s*\d{3},\s*'([a-z-]+)'/g),
      ...found(/\bcode: '([a-z-]+)',\s*title/g),
      ...found(/unknown: '([a-z-]+)'/g),
    ]
    const listed = rows.map(([code]) => code)
    expect([...new Set(codes)].filter((code) => !listed.includes(code))).toEqual([])
    expect(phases.filter((phase) => !refusals.includes(`\`campaign-${phase}\``))).toEqual([])
  })

  it('list nothing that is gone', () => {
    const text = sources.map((one) => one.text).join('\n')
    const dynamic = new Set(['invalid-body', 'invalid-query', 'invalid-path', 'invalid-header'])
    expect(rows.map(([code]) => code).filter((code) => !dynamic.has(code) && !text.includes(`'${code}'`))).toEqual([])
  })

  it('lead nowhere that is not there', () => {
    const broken = globSync(['README.md', 'docs/**/*.md']).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, link]) => link!)
        .filter((link) => !link.includes('://') && !existsSync(join(dirname(file), link)))
        .map((link) => `${file} → ${link}`),
    )
    expect(broken).toEqual([])
  })
})

describe('the lock file', () => {
  it('names the packages of every system, so that a clean install is accepted anywhere', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>
    }
    const named = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}))
    const missing = named.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)))
    expect(missing).toEqual([])
    expect(Object.entries(packages).filter(([, one]) => one.resolved !== undefined)).toEqual([])
  })
})
