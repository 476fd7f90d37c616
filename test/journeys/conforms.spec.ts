import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { differences } from './conforms.js'

describe('the description of the API, which every answer of the journeys is held against', () => {
  const json = 'application/json; charset=utf-8'
  const card = {
    campaign: 'fair',
    name: 'Fair',
    kind: 'exhibition',
    phase: 'draft',
    owner: 'pat',
    period: { from: '2027-03-01', to: '2027-03-02', zone: 'UTC' },
    amendmentPending: false,
    currency: 'EUR',
    targets: [],
    budget: 1,
    committed: 0,
    spent: 0,
    remaining: 1,
    changedAt: '2027-01-01T00:00:00.000Z',
    revision: 0,
  }
  const found = (items: object, status = 200, type = json) =>
    differences('GET', '/v1/campaigns?limit=2', status, type, { items: [items] }).join('; ')

  it('refers to nothing that it does not hold, and says what every body looks like', () => {
    const text = readFileSync('docs/reference/openapi.json', 'utf8')
    const { components } = JSON.parse(text) as { components: { schemas: object } }
    const named = [...text.matchAll(/"\$ref": "#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(300)
    expect(named.filter((name) => !Object.hasOwn(components.schemas, name))).toEqual([])
    expect(text).not.toContain('"schema": {}')
  })

  it('knows an answer that fits', () => {
    expect(found(card)).toBe('')
  })

  it.each([
    ['a field that is not described', { ...card, colour: 'red' }, /additional properties.*colour/],
    ['a field that is missing', { ...card, name: undefined }, /required property 'name'/],
    ['a value that cannot be', { ...card, phase: 'asleep' }, /items\/0\/phase/],
  ])('finds %s', (_, item, difference) => {
    expect(found(JSON.parse(JSON.stringify(item)) as object)).toMatch(difference)
  })

  it('finds a status, a type and an address that are not described', () => {
    expect(found(card, 418)).toBe('listCampaigns does not say that it may answer 418')
    expect(found(card, 200, 'text/html')).toBe('listCampaigns 200 has no text/html')
    expect(differences('GET', '/v1/nothing', 200, json, {})).toEqual(['GET /v1/nothing is not described'])
  })
})
