import { readFileSync } from 'node:fs'
import { describe as about, expect, it } from '@jest/globals'
import { describe } from '../description.js'
import type { OpenApi } from '../description.js'
import { wrongIn } from './answers.js'

about('an answer', () => {
  const { operations } = describe(JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as OpenApi)
  const operation = operations.find(({ id }) => id === 'startCampaign')!
  const asked = { kind: 'valid', method: 'POST', expectation: 'any', holder: 'admin', operation } as const
  const done = { commandId: 'c', changed: true, revision: 1, position: 2, events: [] }
  const refusal = {
    type: 'urn:campaign-ledger:problem:campaign-draft',
    title: 'x',
    status: 409,
    code: 'campaign-draft',
  }
  const json = (status: number, body: object, more: object = {}) => {
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    return {
      status,
      headers: { 'content-type': `${type}; charset=utf-8`, ...more },
      text: JSON.stringify(body),
      seconds: 0,
    }
  }

  it('that is as described is right', () => {
    expect(wrongIn(json(200, done), asked)).toEqual([])
    expect(wrongIn(json(409, refusal), asked)).toEqual([])
  })

  it.each([
    ['a fault', json(500, { ...refusal, status: 500, code: 'internal-error' }), /answered 500/],
    ['a field more', json(200, { ...done, secret: 1 }), /additional properties/],
    ['a field less', json(200, { ...done, events: undefined }), /required property 'events'/],
    ['a status that is not described', json(201, done), /may answer 201/],
    [
      'a code that is not listed',
      json(409, { ...refusal, code: 'odd', type: 'urn:campaign-ledger:problem:odd' }),
      /odd with 409/,
    ],
    ['a code with another status', json(422, { ...refusal, status: 422 }), /campaign-draft with 422/],
    ['another status in the document', json(409, { ...refusal, status: 400 }), /the document says 400/],
    ['another type of the problem', json(409, { ...refusal, type: 'about:blank' }), /has the type about:blank/],
    ['no problem document', { ...json(409, refusal), headers: { 'content-type': 'text/html' } }, /no problem document/],
    ['a stack', json(409, { ...refusal, detail: 'Error\n    at f (/app/x.js:1:2)' }), /tells of the inside/],
    ['a 503 without an end', json(503, { ...refusal, status: 503 }), /when to come again/],
  ])('with %s is found', (_, answer, difference) => {
    expect(wrongIn(answer, asked).join('; ')).toMatch(difference)
  })

  it('that does not know a good token is found', () => {
    const unknown = { ...refusal, status: 401, code: 'token-needed', type: 'urn:campaign-ledger:problem:token-needed' }
    const answer = json(401, unknown, { 'www-authenticate': 'Bearer' })
    expect(wrongIn(answer, asked)).toEqual(['a good token was refused'])
    expect(wrongIn(answer, { ...asked, holder: 'nobody' })).toEqual([])
  })

  it.each([
    ['taken', json(400, { ...refusal, status: 400, code: 'invalid-body' })],
    ['refused', json(200, done)],
    ['token-needed', json(200, done)],
  ] as const)('to a request that had to be %s is found where it is another', (expectation, answer) => {
    expect(wrongIn(answer, { ...asked, expectation }).length).toBeGreaterThan(0)
  })
})
