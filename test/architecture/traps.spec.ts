import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'

/** The list of traps, whether what they are about is built yet or not. */
const traps = [
  'race for the last seat',
  'one freed seat promotes many',
  'an offer expires while it is being accepted',
  'a waiter queues twice',
  'a cancelled person registers again, a rejected one does not',
  'capacity lowered below what is taken',
  'the same command again',
  "a refused message stops the person's way",
  'transactional messages count to the cap',
  're-entering a group invites again',
  'suppression checked when listing, not when sending',
  'parent plus children counted twice',
  'cost multiplied by the number of deals',
  'one responder counted twice',
  'a rate without its count',
  '100 % for a step nobody took',
  'churn at exactly N days',
  "a tie at a tier's edge",
  'tier measured after the churn',
  'daylight saving in caps and quiet hours',
  'a late event after the evaluation',
]

describe('the traps that other products fell into', () => {
  const rows = readFileSync('docs/explanation/traps.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map(([, trap, test, file]) => ({ trap: trap!, test: test!, file: file! }))

  it('stand in the table, each once', () => {
    expect(rows.map(({ trap }) => trap)).toEqual(traps)
  })

  it.each(rows.filter(({ file }) => file !== '').map((row) => [row.trap, row] as const))(
    'are a test by name: %s',
    (_, { test, file }) => {
      expect(existsSync(file)).toBe(true)
      const named = [...readFileSync(file, 'utf8').matchAll(/\bit(?:\.each\([^`]*?\))?\(\s*(['"])(.+?)\1,/gs)]
      expect(named.map(([, , name]) => name)).toContain(test)
    },
  )

  it('are left out only where what they are about is not built', () => {
    const open = rows.filter(({ file }) => file === '')
    expect(open.filter(({ test }) => !test.startsWith('comes with '))).toEqual([])
    expect(open).toHaveLength(5)
  })
})
