import { grouped, table } from '../../apps/cli/src/console.js'
import { shown } from './check/finding.js'
import type { Finding } from './check/finding.js'
import { allowed, inUnits } from './check/growth.js'
import type { Size } from './check/growth.js'
import type { Onslaught } from './onslaught.js'
import type { AbuseReport } from './run.js'

/** That many findings of a check are told; the rest are counted. */
const SHOWN = 10

/** What was tried and what came of it, for people. */
export function summary({ onslaught, knocks, findings }: AbuseReport, seed: number): string {
  const { sent, seconds, slowest, events, before, after } = onslaught
  const grew = (Object.keys(allowed) as (keyof Size)[]).map((one) => [
    one,
    inUnits(one, before[one]),
    inUnits(one, after[one]),
    inUnits(one, allowed[one]),
  ])
  return [
    `\nseed ${seed}: ${grouped(sent)} requests in ${seconds.toFixed(0)} s, ${grouped(events)} events written, ` +
      `${grouped(knocks)} knocks without the right token\n`,
    `slowest answer ${slowest.seconds.toFixed(1)} s (number ${slowest.number})\n\n`,
    `${answers(onslaught)}\n`,
    `${table([['of the service', 'after the first', 'at the end', 'may grow by'], ...grew])}\n`,
    findings.length === 0 ? 'Nothing was found.\n' : told(findings),
  ].join('')
}

function answers({ counts }: Onslaught): string {
  const statuses = [...new Set([...counts.values()].flatMap((one) => [...one.keys()]))].toSorted()
  const rows = [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([kind, ofKind]) => {
      const numbers = statuses.map((status) => ofKind.get(status) ?? 0)
      return [
        kind,
        grouped(numbers.reduce((sum, one) => sum + one, 0)),
        ...numbers.map((one) => (one === 0 ? '' : grouped(one))),
      ]
    })
  return table([['kind', 'requests', ...statuses], ...rows])
}

function told(findings: readonly Finding[]): string {
  const checks = Map.groupBy(findings, ({ check }) => check)
  return [...checks]
    .map(([check, found]) => {
      const lines = found.slice(0, SHOWN).map((one) => `  ${line(one)}\n`)
      const rest = found.length > SHOWN ? [`  … and ${grouped(found.length - SHOWN)} more\n`] : []
      return [`BROKEN: ${check} (${grouped(found.length)})\n`, ...lines, ...rest].join('')
    })
    .join('')
}

const line = ({ what, number, request }: Finding): string =>
  [number === undefined ? '' : `number ${number}: `, what, request ? `\n      ${shown(request)}` : ''].join('')
