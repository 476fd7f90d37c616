import { execFile } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { typescript } from './entry.js'

const PATIENCE_MS = 600_000

/** The program as a user runs it: what it prints, and how it ends. */
const faults = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    const command = [...typescript, 'test/faults/main.ts', ...args]
    execFile(process.execPath, command, { maxBuffer: 10_000_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    )
  })

/** A short run of a journey has few rounds; another seed every time, which is printed where something is found. */
const standsOn = async (stack: string, journey: string, rounds: number) => {
  const { code, said } = await faults('--stack', stack, '--only', journey, '--rounds', String(rounds))
  expect(said.split('\n')[0]).toMatch(new RegExp(`^seed \\S+, stack ${stack.replace('+', '\\+')}$`))
  expect(code === 0 ? '' : said).toBe('')
}

const stands = (journey: string, rounds: number) => standsOn('embedded', journey, rounds)

describe('the service under faults', () => {
  it('loses and doubles nothing when it is killed', () => stands('kills', 25), PATIENCE_MS)
  it.each([
    ['torn-writes', 4],
    ['full-disk', 1],
    ['poison-event', 1],
    ['sigterm', 5],
    ['hanging-bodies', 1],
    ['live-feeds', 1],
    ['two-processes', 1],
    ['jumping-clock', 1],
  ])('stands %s', stands, PATIENCE_MS)
})

const serversGiven = process.env['EVENTSTORE_URL'] && process.env['MONGODB_URL']
const killable = serversGiven && process.env['EVENTSTORE_KILL'] ? it : it.skip
const onServers = serversGiven ? describe : describe.skip

onServers('the service under faults, on the servers of EVENTSTORE_URL and MONGODB_URL', () => {
  it.each([
    ['kills', 3],
    ['live-feeds', 1],
    ['two-processes', 1],
    ['event-store-down', 1],
    ['read-store-down', 1],
    ['bad-networks', 1],
  ])('stands %s', (journey, rounds) => standsOn('eventstoredb+mongodb', journey, rounds), PATIENCE_MS)
  killable('stands servers-killed', () => standsOn('eventstoredb+mongodb', 'servers-killed', 1), PATIENCE_MS)
})

describe('the program', () => {
  it('says how it is used, and ends with 2 where it is used otherwise', async () => {
    const help = await faults('--help')
    expect([help.code, help.said]).toEqual([0, expect.stringContaining('Exit codes: 0 it stood everything')])
    expect((await faults('--rounds', 'many')).code).toBe(2)
    expect((await faults('--only', 'earthquake')).code).toBe(2)
    expect((await faults('--stack', 'punched-cards')).code).toBe(2)
  })
})
