import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { lineOf } from './row.js'
import type { Line, Row } from './row.js'

/** Rows that look at the console, where the machine has a browser. */
const inBrowser = existsSync(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium') ? ['console-first', 'console-1m'] : []

/** Runs the benchmark as its user does; the exit code says whether every goal was met, which is not asked here. */
const bench = (...args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const program = ['--import', './scripts/typescript.mjs', 'test/bench/main.ts', ...args]
    const child = execFile(process.execPath, program, (_, out, err) => resolve({ code: child.exitCode!, out, err }))
  })

describe('the benchmark', () => {
  it('measures every row that needs no peer, prints a table and writes the lines', async () => {
    await using folder = await temporaryFolder()
    const json = join(folder.path, 'bench.json')
    const ids = [
      'append-64',
      'long-stream',
      'catch-up',
      'bulk-invite',
      'funnel-1m',
      'pyramid-1m',
      'churn-1m',
      'growth',
      'as-of',
      ...inBrowser,
    ]
    const { code, out, err } = await bench('--scale', '0.001', '--only', ids.join(','), '--json', json)
    const lines = JSON.parse(await readFile(json, 'utf8').catch(() => '[]')) as Line[]
    expect([lines.map(({ id }) => id), [0, 1].includes(code) ? '' : err]).toEqual([ids, ''])
    for (const { id, value, againstValue, ratio } of lines) {
      expect(out).toContain(id)
      expect(ratio / (value / againstValue)).toBeCloseTo(1, 2)
      expect([value, againstValue].every((one) => one > 0)).toBe(true)
    }
  }, 240_000)

  it('refuses what it does not know', async () => {
    expect(await bench('--only', 'speed')).toMatchObject({ code: 2 })
    expect(await bench('--scale', '7')).toMatchObject({ code: 2 })
  })

  it('holds rates against a least and times against a most, and memory beside', () => {
    const row = { id: 'x', what: '', against: '', unit: '', memoryLimit: 1_000 } as unknown as Row
    const met = (goal: Row['goal'], value: number, memory = 1) =>
      lineOf({ ...row, goal }, { value, againstValue: 10, memory }).met
    expect([met({ atLeast: 0.5 }, 5), met({ atLeast: 0.5 }, 4.9)]).toEqual([true, false])
    expect([met({ atMost: 0.5 }, 5), met({ atMost: 0.5 }, 5.1)]).toEqual([true, false])
    expect(met({ atLeast: 0.5 }, 5, 1_000)).toBe(false)
  })
})
