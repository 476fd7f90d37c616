import { readFileSync } from 'node:fs'
import { describe as about, expect, it } from '@jest/globals'
import { describe } from '../description.js'
import type { OpenApi } from '../description.js'
import { kinds } from './request.js'
import { requestsOf } from './requests.js'

about('the requests of a seed', () => {
  const description = describe(JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as OpenApi)
  const operation = description.operations.find(({ id }) => id === 'listCampaigns')!
  const cursor = Buffer.from('["list","a","b"]').toString('base64url')
  const cursors = [{ operation, target: '/v1/campaigns?limit=1', cursor }]
  const of = (seed: number) => requestsOf(description, cursors, seed)
  const numbers = Array.from({ length: 3_000 }, (_, n) => n)

  it('are the same every time, in whatever order they are asked for', () => {
    const [once, again] = [of(7), of(7)]
    expect(numbers.slice(0, 200).toReversed().map(again).toReversed()).toEqual(numbers.slice(0, 200).map(once))
    expect(numbers.slice(0, 50).map(of(8))).not.toEqual(numbers.slice(0, 50).map(once))
  })

  it('are of every kind, and aimed at every operation', () => {
    const all = numbers.map(of(7))
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(kinds))
    const aimed = new Set(all.map((one) => one.operation?.id))
    expect(description.operations.filter(({ id }) => !aimed.has(id))).toEqual([])
  })
})
