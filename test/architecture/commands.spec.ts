import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'

/** What nobody gives by hand: purchases that are handed in together come from a file, which the console imports. */
const BY_FILE = ['/v1/purchases']

interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

describe('the console', () => {
  const api = JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as Api
  const text = globSync('apps/console/src/**/*.{ts,tsx}')
    .filter((path) => !path.endsWith('.spec.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')

  it('gives every command of the API', () => {
    const commands = Object.entries(api.paths)
      .filter(([path, methods]) => 'post' in methods && path.startsWith('/v1/') && !BY_FILE.includes(path))
      .map(([path]) => path)
    expect(commands.length).toBeGreaterThan(50)
    const isGiven = (path: string) => new RegExp(`['\`/]${path.split('/').at(-1)}['\`?]`).test(text)
    expect(commands.filter((path) => !isGiven(path))).toEqual([])
  })
})
